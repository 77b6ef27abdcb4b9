import { expect, test } from 'vitest';
import { knowledge, type Place, type Recorder } from '../../../../electron/engine/evaluate/place.ts';

const account = '111122223333';
const trail = 'AWS::CloudTrail::Trail';
const role = 'AWS::IAM::Role';
const asOf = '2026-10-01T00:00:00.000Z';

const running: Recorder = {
  isRecording: true,
  lastStatus: 'success',
  stoppedAt: null,
  recordsAll: true,
  recordsGlobalTypes: true,
  onlyTypes: [],
  excludedTypes: [],
};

const place = (region: string, known: Partial<Place>): Place => ({
  provider: 'aws',
  account,
  region,
  recorder: running,
  hasNoRecorder: false,
  isListed: true,
  types: new Set(),
  isTenant: false,
  listed: new Map(),
  observedUntil: asOf,
  ...known,
});

const shown = place('eu-west-1', { types: new Set([trail, role]) });
const blind = place('us-east-1', { recorder: null, isListed: false, types: new Set(['AWS::EC2::VPC']) });
const stopped = place('us-east-1', {
  recorder: { ...running, isRecording: false, stoppedAt: '2026-09-02T00:00:00.000Z' },
});

test('what one region shows says nothing of another that could not show it', () => {
  expect(knowledge([shown, blind], trail, account, 'eu-west-1', asOf)).toEqual({ isKnown: true });
  expect(knowledge([shown, blind], trail, account, undefined, asOf)).toEqual({
    isKnown: false,
    because: `No recorder answer or item was read for ${account} us-east-1, so an absent ${trail} proves nothing.`,
  });
  expect(knowledge([shown, stopped], trail, account, undefined, asOf)).toEqual({
    isKnown: false,
    because: `AWS Config stopped recording in ${account} us-east-1 on 2 Sep 2026 00:00 UTC.`,
  });
});

test('an account is known where each region read shows a type, or lists all it records', () => {
  const listing = place('us-east-1', {});
  expect(knowledge([shown, listing], trail, account, undefined, asOf)).toEqual({ isKnown: true });
});

test('what lies in no region is known where it was seen, whatever the regions could show', () => {
  const global = place('global', { recorder: null, isListed: false, types: new Set([role]) });
  expect(knowledge([global, blind], role, account, undefined, asOf)).toEqual({ isKnown: true });
  const cut = {
    ...global,
    listed: new Map([[role, { at: asOf, isComplete: false, because: 'The list was cut short.' }]]),
  };
  expect(knowledge([cut, blind], role, account, undefined, asOf).isKnown).toBe(false);
});

test('types of the whole account are known from any one region that records them', () => {
  expect(knowledge([shown, blind], role, account, undefined, asOf)).toEqual({ isKnown: true });
});
