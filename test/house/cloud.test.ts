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

test('one file opens connections of its own, and it is the one behind the guards of Azure', () => {
  const opening = program.filter((path) =>
    importsOf(path).some((name) => /^node:(https?|http2|net|tls|dgram)$/.test(name)),
  );
  const sending = opening.filter((path) =>
    /\bimport (?!type\b)[^;]*from 'node:(https?|http2|net|tls|dgram)'/.test(text(path)),
  );
  expect(sending).toEqual(['electron/engine/collect/azure/transport.ts']);
});

test('sign-ins to Azure are the five that a connection may name, loaded when one is needed', () => {
  const using = program.filter((path) => importsOf(path).some((name) => name.startsWith('@azure/')));
  expect(using.every((path) => path.startsWith('electron/engine/collect/azure/'))).toBe(true);
  const code = using.map(text).join('\n');
  expect(code).not.toMatch(/^import (?!type\b).*'@azure\//m);
  expect(
    [...new Set(code.match(/\b[A-Z]\w+Credential\b/g))].filter((name) => !/^(Token|AzureC)/.test(name)).sort(),
  ).toEqual([
    'ClientCertificateCredential',
    'ClientSecretCredential',
    'DeviceCodeCredential',
    'InteractiveBrowserCredential',
  ]);
  expect(code).toContain('AzureCliCredential');
  expect(code).not.toMatch(/useIdentityPlugin|cache-persistence|identity-broker|identity-vscode/);
});
