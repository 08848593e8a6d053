import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { HealthEnv } from '../../lambdas/operations/env.ts';
import type { StageConfig } from '../config.ts';
import type { ChatTable } from '../conversation/state.ts';
import { HouseFunction } from '../house/house-function.ts';
import type { Route } from '../house/http-routes.ts';

/** One address that says whether the service can do its work, for people and for uptime checks. */
export class Health extends Construct {
  readonly routes: Route[];
  readonly function;

  constructor(scope: Construct, id: string, { stage, chats }: { stage: StageConfig; chats: ChatTable }) {
    super(scope, id);
    this.function = new HouseFunction<typeof HealthEnv>(this, 'Health', {
      stage,
      entry: 'operations/health',
      does: 'Says whether the service can do its work',
      impact: 'uptime checks cannot tell whether we are up; people are served all the same',
      timeout: Duration.seconds(5),
      environment: { CHAT_TABLE_NAME: chats.may('DescribeTable'), STAGE: stage.name },
    });
    this.routes = [
      {
        path: '/health',
        methods: [HttpMethod.GET],
        function: this.function,
        throttle: stage.throttles.health,
        authentication: 'Answers only whether the service is up, which anybody may know; throttled to a few a second.',
      },
    ];
  }
}
