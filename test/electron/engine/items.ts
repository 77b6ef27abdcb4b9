import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '@shared/domain/json.ts';
import { temporaryFolder } from './workspace.ts';

export const account = '111122223333';
export const region = 'eu-west-1';

interface Told {
  readonly type: string;
  readonly id: string;
  /** When AWS Config noticed the state. */
  readonly at: string;
  readonly configuration?: Json;
  readonly supplementaryConfiguration?: Json;
  readonly createdAt?: string;
  readonly region?: string;
  readonly status?: string;
}

/** A configuration item as AWS Config delivers it. */
export const item = ({ type, id, at, createdAt, ...told }: Told): JsonObject => ({
  configurationItemVersion: '1.3',
  configurationItemCaptureTime: at,
  configurationStateId: Date.parse(at),
  configurationItemStatus: told.status ?? 'OK',
  awsAccountId: account,
  awsRegion: told.region ?? region,
  resourceType: type,
  resourceId: id,
  tags: {},
  relationships: [],
  configuration: told.configuration ?? {},
  supplementaryConfiguration: told.supplementaryConfiguration ?? {},
  ...(createdAt === undefined ? {} : { resourceCreationTime: createdAt }),
});

/** The recorder as an item; `types` narrows what it writes down. */
export const recorder = (at: string, isRecording = true, types: readonly string[] = []): JsonObject =>
  item({
    type: 'AWS::Config::ConfigurationRecorder',
    id: 'default',
    at,
    configuration: {
      Name: 'default',
      Recording: isRecording,
      RecordingGroup: {
        AllSupported: types.length === 0,
        IncludeGlobalResourceTypes: types.length === 0,
        ResourceTypes: types,
      },
    },
  });

/** A security group that lets one port in from everywhere, or nothing. */
export const group = (at: string, openPort: number | null, id = 'sg-0a0a0a0a0a0a0a0a0'): JsonObject =>
  item({
    type: 'AWS::EC2::SecurityGroup',
    id,
    at,
    configuration: {
      groupName: 'jump',
      ipPermissions:
        openPort === null
          ? []
          : [{ ipProtocol: 'tcp', fromPort: openPort, toPort: openPort, ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }] }],
    },
  });

function delivered(name: string, content: JsonObject): string {
  const path = join(temporaryFolder(), `${name}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/** A delivered snapshot: everything there was. */
export const snapshotFile = (name: string, configurationItems: readonly JsonObject[]): string =>
  delivered(name, { fileVersion: '1.0', configSnapshotId: name, configurationItems });

/** A delivered history: every change of some hours. */
export const historyFile = (name: string, configurationItems: readonly JsonObject[]): string =>
  delivered(name, { fileVersion: '1.0', configurationItems });
