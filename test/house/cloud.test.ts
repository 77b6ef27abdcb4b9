import { expect, test } from 'vitest';
import { configActions } from '../../electron/engine/collect/aws/actions.ts';
import { stsActions } from '../../electron/engine/collect/aws/operations.ts';
import { codeIn, importsOf, text } from './sources.ts';

const program = codeIn('electron', 'renderer', 'shared');

/** Names of commands of the AWS SDK, wherever they stand in the program. */
const commandsIn = (path: string): readonly string[] =>
  importsOf(path).some((name) => name.startsWith('@aws-sdk/client-'))
    ? [...text(path).matchAll(/\b([A-Z][A-Za-z]+)Command\b/g)]
        .map(([, name = '']) => name)
        .filter((name) => name !== 'Config')
    : [];

test('cloud commands begin with Get, List, Describe, BatchGet, Select or are AssumeRole and GetCallerIdentity', () => {
  const found = [...new Set(program.flatMap(commandsIn))].sort();
  expect(found.length).toBeGreaterThan(20);
  expect(
    found.filter((name) => !/^(Get|List|Describe|BatchGet|Select)[A-Z]/.test(name) && name !== 'AssumeRole'),
  ).toEqual([]);
  expect(found).toEqual([...new Set([...configActions, ...stsActions])].sort());
});

test('clients of AWS are made in one file', () => {
  const making = program.filter((path) => /\bnew (ConfigServiceClient|STSClient|\w+Client)\(/.test(text(path)));
  expect(making).toEqual(['electron/engine/collect/aws/client.ts']);
});

test('no metadata service and no chain of credential providers is reachable', () => {
  const careless =
    /fromInstanceMetadata|fromContainerMetadata|fromHttp|fromNodeProviderChain|fromEnv\b|defaultProvider/;
  expect(program.filter((path) => careless.test(text(path)))).toEqual([]);
});
