import { AppError } from '@shared/errors.ts';
import { failed, ok } from '@shared/result.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { asAppError, call } from '../../renderer/api.ts';
import { plainTextOnly } from '../../renderer/trusted-types.ts';

afterEach(() => vi.unstubAllGlobals());

test('an answer is handed on as its value', async () => {
  vi.stubGlobal('window', { api: { call: { 'log.verify': async () => ok({ isIntact: true }) } } });
  expect(await call('log.verify', {})).toEqual({ isIntact: true });
});

test('a refusal is thrown with its code, its words and what to do', async () => {
  const refusal = failed({ code: 'disk', message: 'The disk is full.', remedy: 'Make room.' });
  vi.stubGlobal('window', { api: { call: { 'log.verify': async () => refusal } } });
  const error = await call('log.verify', {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'disk', message: 'The disk is full.', remedy: 'Make room.' });
});

test('anything else thrown becomes an internal error that keeps its cause', () => {
  const cause = new TypeError('broken');
  expect(asAppError(cause)).toMatchObject({ code: 'internal', message: 'broken', cause });
  const known = new AppError('conflict', 'Changed meanwhile.');
  expect(asAppError(known)).toBe(known);
});

test('style sheets may be written into the page and markup may not', () => {
  expect(plainTextOnly(':root{--a:1px}')).toBe(':root{--a:1px}');
  expect(() => plainTextOnly('<img>')).toThrow(TypeError);
});
