import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Stack, type Template, TemplateError } from './template.ts';

type Artifact = {
  type: string;
  displayName?: string;
  properties?: { templateFile?: string; stackName?: string; directoryName?: string; file?: string };
};
type Manifest = { artifacts?: Record<string, Artifact> };
type AssetManifest = {
  files?: Record<string, { source: { path?: string }; destinations: Record<string, { objectKey: string }> }>;
};

/**
 * Every stack of a synthesised assembly (`cdk.out`), in the manifest's order.
 * @param stage only the nested assembly of this CDK Stage; all stacks when the assembly has no such nesting
 */
export function readAssembly(directory: string, stage?: string): Stack[] {
  const nested = nestedAssemblies(directory);
  if (stage !== undefined && nested.size > 0) {
    const chosen = nested.get(stage);
    if (!chosen) {
      throw new TemplateError(`${directory} has no stage "${stage}"; it has ${[...nested.keys()].join(', ')}`);
    }
    return stacksIn(chosen);
  }
  return stacksIn(directory);
}

function nestedAssemblies(directory: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [id, artifact] of artifactsOf(directory)) {
    if (artifact.type !== 'cdk:cloud-assembly') continue;
    const name = artifact.properties?.directoryName ?? id;
    found.set(id.replace(/^assembly-/, ''), join(directory, name));
  }
  return found;
}

function stacksIn(directory: string): Stack[] {
  return artifactsOf(directory).flatMap(([id, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly')
      return stacksIn(join(directory, artifact.properties?.directoryName ?? id));
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const file = join(directory, artifact.properties?.templateFile ?? `${id}.template.json`);
    const assets = file.replace(/\.template\.json$/, '.assets.json');
    return [
      {
        name: artifact.properties?.stackName ?? id,
        template: readJson<Template>(file),
        assetDirectories: assetDirectoriesIn(assets),
      },
    ];
  });
}

function assetDirectoriesIn(file: string): Map<string, string> {
  const directories = new Map<string, string>();
  if (!existsSync(file)) return directories;
  for (const asset of Object.values(readJson<AssetManifest>(file).files ?? {})) {
    if (asset.source.path === undefined) continue;
    const path = resolve(dirname(file), asset.source.path);
    for (const destination of Object.values(asset.destinations)) directories.set(destination.objectKey, path);
  }
  return directories;
}

function artifactsOf(directory: string): [string, Artifact][] {
  return Object.entries(readJson<Manifest>(join(directory, 'manifest.json')).artifacts ?? {});
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (cause) {
    throw new TemplateError(`${file} cannot be read as part of a cloud assembly; synthesise again`, { cause });
  }
}
