import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, listed, seenOn } from '../evidence.ts';
import { dayOf, instantOf } from '../instants.ts';
import { flagOf, textsOf } from '../parameters.ts';
import { first, flag, text } from '../read.ts';
import { dailySetting, isCustomerManaged, leftOut, recorderType, recordsIam, scopeOf } from '../recorders.ts';
import { requiredTypes } from '../required-types.ts';

const seenAt = (recorder: Resource, ...keys: readonly string[]) =>
  keys.map((key) => seenOn(recorder, first(recorder, `configuration.${key}`)));

function judgeAbsence(place: Resource, scene: Scene): Verdict {
  const approved = textsOf(scene, 'approvedLocations');
  if (approved.length > 0 && !approved.includes(place.region))
    return notApplicable(`The region ${place.region} is not on the list of approved regions.`);
  const known = scene.known(recorderType, place.account, place.region);
  if (!known.isKnown) return unknown(known.because);
  return fail(`No customer-managed recorder exists in ${place.region} of the account ${place.account}.`);
}

/** What a recorder that is stopped, or cannot deliver, is worth. */
function judgeRunning(recorder: Resource): Verdict | null {
  const [recording, status] = [first(recorder, 'configuration.Recording'), first(recorder, 'configuration.lastStatus')];
  const since = instantOf(first(recorder, 'configuration.lastStopTime'));
  if (flag(recording) === false)
    return fail(
      `The recorder ${recorder.name} is stopped${since === null ? '' : ` since ${dayOf(since)}`}.`,
      seenAt(recorder, 'Recording', 'lastStopTime'),
    );
  if (text(status)?.toUpperCase() !== 'FAILURE') return null;
  const code = text(first(recorder, 'configuration.lastErrorCode')) ?? 'not stated';
  return fail(
    `The last status of the recorder ${recorder.name} is ${text(status)}, with the error ${code}.`,
    seenAt(recorder, 'lastStatus', 'lastErrorCode'),
  );
}

function judgeScope(recorder: Resource, scene: Scene): Verdict | null {
  const required = textsOf(scene, 'requiredTypes');
  const scope = scopeOf(recorder);
  const missing = scope === null ? [] : leftOut(scope, required);
  if (scope !== null && missing.length > 0) {
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
    const words = more === '' ? listed(missing) : `${missing.slice(0, 3).join(', ')}${more}`;
    return fail(
      `The recorder ${recorder.name} leaves out ${counted(missing.length, 'type')} that checks read: ${words}.`,
      scope.at.map((at) => seenOn(recorder, at)),
    );
  }
  const daily = flagOf(scene, 'acceptDaily') ? undefined : dailySetting(recorder, required);
  if (daily === undefined) return null;
  return fail(`The recorder ${recorder.name} records types that checks read only once a day.`, [
    seenOn(recorder, daily),
  ]);
}

/** Users, roles and policies are recorded in one region of the account; no region may do so without anyone noticing. */
function judgeIam(place: Resource, recorder: Resource, scene: Scene): Verdict | null {
  const required = textsOf(scene, 'requiredTypes');
  const recorders = scene.of(recorderType, place.account).filter(isCustomerManaged);
  if (recorders.some((one) => recordsIam(one, required))) return null;
  const evidence = seenAt(recorder, 'RecordingGroup.IncludeGlobalResourceTypes');
  const known = scene.known(recorderType, place.account);
  if (!known.isKnown) return unknown(known.because, evidence);
  const words = `${counted(recorders.length, 'recorder')} of the account seen`;
  return fail(`The global IAM types are recorded in no region (${words}).`, evidence);
}

function judgeDoubt(recorder: Resource): Verdict | null {
  const status = text(first(recorder, 'configuration.lastStatus'));
  const evidence = seenAt(recorder, 'Recording', 'lastStatus');
  if (scopeOf(recorder) === null)
    return unknown(
      `The item does not state which types the recorder ${recorder.name} records.`,
      seenAt(recorder, 'RecordingGroup'),
    );
  if (flag(first(recorder, 'configuration.Recording')) === null)
    return unknown(`Nothing read states whether the recorder ${recorder.name} is recording.`, evidence);
  return status?.toUpperCase() === 'SUCCESS'
    ? null
    : unknown(`The last status of the recorder ${recorder.name} is ${status ?? 'not in the files read'}.`, evidence);
}

const recorder = (configuration: Readonly<Record<string, boolean | string>>) => ({
  type: recorderType,
  id: 'default',
  name: 'default',
  configuration: { RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true }, ...configuration },
});

export default defineCheck({
  id: 'aws.config-recorder-complete',
  version: 1,
  provider: 'aws',
  title: 'AWS Config records all types in every in-scope region',
  failsAs: 'regions of accounts have no complete recorder',
  why: 'A stopped or partial recorder makes every other conclusion about the account unreliable.',
  criteria: ['CC7.1', 'CC4.1', 'CC8.1', 'CC2.1'],
  severity: 'high',
  looksAt: ['aws.account-region'],
  reads: ['AWS::Config::ConfigurationRecorder'],
  parameters: [
    {
      name: 'requiredTypes',
      unit: 'list',
      meaning: 'types that must be recorded',
      default: requiredTypes,
      stricter: 'longer-list',
    },
    { name: 'acceptDaily', unit: 'boolean', meaning: 'daily recording is enough', default: false, stricter: 'false' },
    { name: 'approvedLocations', unit: 'list', meaning: 'regions where the service may run', default: [] },
  ],
  remediation: 'Start the recorder for all types in each region in use, with global types in one region.',
  cannotShow: 'Changes made and undone between two daily points, and earlier stops beyond the last one.',
  judge(place, scene) {
    const recorder = scene.of(recorderType, place.account, place.region).find(isCustomerManaged);
    if (recorder === undefined) return judgeAbsence(place, scene);
    const faults = [judgeRunning(recorder), judgeScope(recorder, scene), judgeIam(place, recorder, scene)];
    const fault = faults.find((verdict) => verdict?.status === 'fail') ?? judgeDoubt(recorder);
    const worst = fault ?? faults.find((verdict) => verdict !== null);
    if (worst) return worst;
    const kind = scopeOf(recorder)?.kind === 'all' ? 'all supported types' : 'all types that checks read';
    const evidence = seenAt(recorder, 'Recording', 'lastStatus', 'RecordingGroup.AllSupported');
    return pass(`The recorder ${recorder.name} records ${kind}, and its last status is a success.`, evidence);
  },
  examples: {
    pass: { resource: { region: 'eu-west-1' }, others: [recorder({ Recording: true, lastStatus: 'SUCCESS' })] },
    fail: {
      resource: { region: 'eu-west-1' },
      others: [recorder({ Recording: false, lastStopTime: '2026-06-01T08:00:00.000Z' })],
    },
    unknown: { resource: { region: 'eu-west-1' }, others: [recorder({ Recording: true })] },
    'not-applicable': {
      resource: { region: 'ap-southeast-2' },
      parameters: { approvedLocations: ['eu-west-1'] },
    },
  },
});
