import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  type HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { StageConfig, Throttle } from '../config.ts';
import { acknowledge } from './acknowledge.ts';
import { HouseAlarm, MINUTE } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';

export interface Route {
  readonly methods: HttpMethod[];
  readonly path: string;
  readonly function: HouseFunction<z.ZodType>;
  readonly throttle: Throttle;
  /** How a caller proves who it is, or why nobody has to; the reason why the gateway itself asks for nothing. */
  readonly authentication: string;
}

export interface HttpRoutesProps {
  readonly stage: StageConfig;
  readonly routes: Route[];
  /** What it means for people when the API fails or is slow, as half a sentence. */
  readonly impact: string;
}

/** The HTTP API: every route throttled on its own, every request logged as one JSON line. */
export class HttpRoutes extends Construct {
  readonly url: string;
  readonly logGroup: LogGroup;
  readonly alarms: HouseAlarm[];
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: HttpRoutesProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    this.logGroup = new LogGroup(this, 'AccessLogs', {
      retention: props.stage.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const routes = props.routes.flatMap((route) => this.add(route));
    const { api } = props.stage.throttles;
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: api.requestsPerSecond, burstLimit: api.burst },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(this.logGroup), format: accessLogLine },
    });
    // A stage that names a route before the route exists is refused.
    stage.node.addDependency(...routes);
    (stage.node.defaultChild as CfnStage).routeSettings = throttles(props.routes);
    this.url = `https://${this.api.apiId}.execute-api.${stage.env.region}.${stage.stack.urlSuffix}`;
    this.alarms = [this.failing(props.impact), this.slow(props.impact)];
  }

  private add(route: Route) {
    const name = route.function.node.id;
    acknowledge(route.function, { 'Serverless-LambdaDLQ': 'The caller waits for the answer and tries again itself.' });
    const integration = new HttpLambdaIntegration(name, route.function.target);
    const added = this.api.addRoutes({ path: route.path, methods: route.methods, integration });
    for (const one of added) acknowledge(one, { 'AwsSolutions-APIG4': route.authentication });
    return added;
  }

  private failing(impact: string) {
    const errors = this.api.metricServerError({ period: MINUTE, statistic: 'Sum' });
    const requests = this.api.metricCount({ period: MINUTE, statistic: 'Sum' });
    return new HouseAlarm(this, 'Failing', {
      sees: 'More than 5 % of requests are answered 5xx.',
      impact,
      runbook: 'http-api',
      metric: new MathExpression({
        label: 'answered 5xx, %',
        expression: 'IF(requests > 0, errors * 100 / requests, 0)',
        usingMetrics: { errors, requests },
        period: MINUTE,
      }),
      threshold: 5,
    });
  }

  private slow(impact: string) {
    return new HouseAlarm(this, 'Slow', {
      sees: 'The slowest 1 % of requests take more than a second, which WhatsApp counts against us.',
      impact,
      runbook: 'http-api',
      metric: this.api.metricLatency({ period: MINUTE, statistic: 'p99' }),
      threshold: 1_000,
      bad: [3, 5],
    });
  }
}

function throttles(routes: Route[]) {
  return Object.fromEntries(
    routes.flatMap(({ methods, path, throttle }) =>
      methods.map((method) => [
        `${method} ${path}`,
        {
          ThrottlingRateLimit: throttle.requestsPerSecond,
          ThrottlingBurstLimit: throttle.burst,
          DetailedMetricsEnabled: true,
        },
      ]),
    ),
  );
}

const accessLogLine = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationLatencyMs: '$context.integrationLatency',
    integrationStatus: '$context.integration.integrationStatus',
    integrationError: '$context.integrationErrorMessage',
    error: '$context.error.message',
    bytes: '$context.responseLength',
    sourceIp: '$context.identity.sourceIp',
    userAgent: '$context.identity.userAgent',
  }),
);
