import type { Json, JsonObject } from '@shared/domain/json.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import adminPorts from '../../../../electron/engine/checks/azure/nsg-admin-ports-closed.check.ts';
import publicPorts from '../../../../electron/engine/checks/azure/nsg-public-ports-approved.check.ts';
import { armRow } from '../../../../electron/engine/checks/azure-example.ts';
import { judgeExample } from './scene.ts';

const type = 'microsoft.network/networksecuritygroups';
const anyone = {
  direction: 'Inbound',
  protocol: 'Tcp',
  sourceAddressPrefix: '*',
  sourceAddressPrefixes: [],
  sourcePortRange: '*',
  sourcePortRanges: [],
  destinationAddressPrefix: '*',
  destinationPortRanges: [],
};
const rule = (access: string, priority: number, port: string, more: JsonObject = {}): Json => ({
  name: `${access}-${priority}`,
  properties: { ...anyone, access, priority, destinationPortRange: port, ...more },
});
const allow = (priority: number, port: string, more: JsonObject = {}) => rule('Allow', priority, port, more);
const deny = (priority: number, port: string, more: JsonObject = {}) => rule('Deny', priority, port, more);
const group = (securityRules: readonly Json[], more: JsonObject = {}) =>
  armRow(type, 'web', { securityRules, ...more });
const admin = (...rules: readonly Json[]) => judgeExample(adminPorts, { resource: group(rules) });
const open = (...rules: readonly Json[]) => judgeExample(publicPorts, { resource: group(rules) });

describe('rules are walked by rising priority', () => {
  test('an earlier deny hides a later allow, however the row lists them', () => {
    expect(admin(allow(310, '22'), deny(290, '22')).status).toBe('pass');
    expect(admin(deny(290, '20-30'), allow(310, '22')).status).toBe('pass');
    expect(admin(deny(290, '*', { protocol: '*' }), allow(310, '22')).status).toBe('pass');
  });
  test('a later deny hides nothing', () => {
    expect(admin(allow(290, '22'), deny(310, '22')).because).toContain(
      'Rule Allow-290 (priority 290) admits tcp 22 from *',
    );
  });
  test('a deny of another protocol, port, target or sender port hides nothing', () => {
    expect(admin(deny(100, '22', { protocol: 'Udp' }), allow(200, '22')).status).toBe('fail');
    expect(admin(deny(100, '443'), allow(200, '22')).status).toBe('fail');
    expect(admin(deny(100, '22', { destinationAddressPrefix: '10.0.0.4' }), allow(200, '22')).status).toBe('fail');
    expect(admin(deny(100, '22', { sourcePortRange: '1024-65535' }), allow(200, '22')).status).toBe('fail');
    expect(admin(deny(100, '22', { direction: 'Outbound' }), allow(200, '22')).status).toBe('fail');
  });
  test('a deny that takes in the target of the allow hides it', () => {
    const narrow = { destinationAddressPrefix: '10.0.1.4' };
    expect(admin(deny(100, '22', { destinationAddressPrefix: '10.0.0.0/16' }), allow(200, '22', narrow)).status).toBe(
      'pass',
    );
    expect(admin(deny(100, '22', { destinationAddressPrefix: 'VirtualNetwork' }), allow(200, '22')).status).toBe(
      'pass',
    );
  });
  test('a deny for a part of the sources leaves the rest open', () => {
    expect(admin(deny(100, '22', { sourceAddressPrefix: '203.0.113.0/24' }), allow(200, '22')).status).toBe('fail');
    expect(admin(deny(100, '22', { sourceAddressPrefix: 'Internet' }), allow(200, '22')).status).toBe('pass');
  });
  test('a deny of IPv4 leaves IPv6 open, and the sentence says so', () => {
    expect(admin(deny(100, '22', { sourceAddressPrefix: '0.0.0.0/0' }), allow(200, '22')).because).toContain(
      'admits tcp 22 from * over IPv6',
    );
  });
  test('two denies that together take every source hide the allow', () => {
    const halves = ['0.0.0.0/1', '128.0.0.0/1', '::/0'];
    const denied = { sourceAddressPrefix: null, sourceAddressPrefixes: halves };
    expect(admin(deny(100, '22', denied), allow(200, '22')).status).toBe('pass');
  });
  test('only the ports that a deny takes out of a range are closed', () => {
    expect(open(deny(100, '8086'), allow(200, '8080-8090')).because).toContain('admits tcp 8080-8085 from *');
    expect(open(deny(100, '81-442'), allow(200, '80-443')).status).toBe('pass');
  });
  test('an outbound allow is no opening', () => {
    expect(admin(allow(300, '22', { direction: 'Outbound' })).because).toBe(
      'The group has no inbound rule of its own.',
    );
  });
  test('with denies of any ports, a port is open exactly when no earlier one holds it', () => {
    const port = fc.integer({ min: 1, max: 40 });
    const denies = fc.array(fc.tuple(port, port, fc.integer({ min: 100, max: 300 })), { maxLength: 6 });
    fc.assert(
      fc.property(denies, (list) => {
        const rules = list.map(([a, b, priority]) => deny(priority, `${Math.min(a, b)}-${Math.max(a, b)}`));
        const isHidden = list.some(
          ([a, b, priority]) => priority < 200 && Math.min(a, b) <= 22 && 22 <= Math.max(a, b),
        );
        expect(admin(...rules, allow(200, '22')).status).toBe(isHidden ? 'pass' : 'fail');
      }),
    );
  });
});

describe('sources and ports of a rule', () => {
  test.each(['*', 'Internet', 'internet', 'Any', '0.0.0.0/0', '::/0', '<nw>/0', '128.0.0.0/1'])(
    '%s stands for everyone',
    (sourceAddressPrefix) => {
      expect(admin(allow(300, '22', { sourceAddressPrefix })).status).toBe('fail');
    },
  );
  test.each(['VirtualNetwork', 'AzureLoadBalancer', 'Storage.WestEurope', '10.0.0.0/8', '203.0.113.7', '20.0.0.0/8'])(
    '%s does not',
    (sourceAddressPrefix) => {
      expect(admin(allow(300, '22', { sourceAddressPrefix })).status).toBe('pass');
    },
  );
  test('are read in the plural too, where the single form is absent', () => {
    const plural = { sourceAddressPrefix: null, sourceAddressPrefixes: ['10.0.0.0/8', '0.0.0.0/0'] };
    expect(admin(allow(300, '22', plural)).seen[1]).toEqual({
      path: 'properties.securityRules[0].properties.sourceAddressPrefixes[1]',
      value: '"0.0.0.0/0"',
    });
    const ports = { destinationPortRange: '', destinationPortRanges: ['443', '3380-3390'] };
    expect(admin(allow(300, '', ports)).because).toContain('admits tcp 3380-3390 from *');
  });
  test('that add up to the whole space are open, although each is narrow enough', () => {
    const eighths = Array.from({ length: 256 }, (_, octet) => `${octet}.0.0.0/8`);
    const added = { sourceAddressPrefix: null, sourceAddressPrefixes: eighths };
    expect(admin(allow(300, '22', added)).because).toContain('from 0.0.0.0/8, 1.0.0.0/8 and 254 more prefixes');
  });
  test('mix cases, and * is every protocol', () => {
    expect(admin(allow(300, '22', { protocol: 'TCP', access: 'allow', direction: 'inbound' })).status).toBe('fail');
    expect(admin(allow(300, '*', { protocol: '*' })).because).toContain('admits tcp 0-65535 from *');
    expect(admin(allow(300, '*', { protocol: 'Icmp' })).status).toBe('pass');
    expect(admin(allow(300, '22', { protocol: 'Udp' })).status).toBe('pass');
  });
  test('of rules that stand flat, as lists of the command line write them, are read the same', () => {
    const { properties, name } = {
      name: 'ssh',
      properties: { ...anyone, access: 'Allow', priority: 300, destinationPortRange: '22' },
    };
    expect(judgeExample(adminPorts, { resource: group([{ name, ...properties }]) }).status).toBe('fail');
  });
  test('that are application groups were not resolved', () => {
    const members = {
      sourceAddressPrefix: null,
      sourceApplicationSecurityGroups: [{ id: '/subscriptions/a/asg/jump' }],
    };
    expect(admin(allow(300, '22', members)).status).toBe('unknown');
    expect(admin(allow(300, '443', members)).status).toBe('pass');
    expect(admin(allow(300, '22', members), allow(310, '3389')).status).toBe('fail');
  });
  test('that cannot be read leave what comes after them uncertain', () => {
    expect(admin(deny(100, 'ssh'), allow(200, '22')).status).toBe('unknown');
    expect(admin(allow(100, '22'), deny(200, 'ssh')).status).toBe('fail');
    expect(admin(allow(100, '443'), { name: 'odd', properties: {} }).status).toBe('unknown');
  });
});

describe('a group', () => {
  test('without rules of its own opens nothing, and one whose row lacks them is unknown', () => {
    expect(admin().status).toBe('pass');
    expect(judgeExample(adminPorts, { resource: armRow(type, 'web', { subnets: [] }) }).status).toBe('unknown');
  });
  test('attached to nothing is told from one in use', () => {
    expect(admin(allow(300, '22')).because).toContain('attached to no subnet and no interface.');
    const used = group([allow(300, '22')], { subnets: [{ id: 's' }], networkInterfaces: [{ id: 'n' }] });
    expect(judgeExample(adminPorts, { resource: used }).because).toContain('guards 1 subnet and 1 network interface.');
  });
  test('that opens UDP fails unless the port is approved', () => {
    const quic = group([allow(300, '443', { protocol: 'Udp' })]);
    expect(judgeExample(publicPorts, { resource: quic }).because).toContain('admits udp 443');
    expect(judgeExample(publicPorts, { resource: quic, parameters: { udpAllowed: [443] } }).status).toBe('pass');
  });
  test('with a data-service port says so before other ports', () => {
    const verdict = open(allow(300, '8080'), allow(310, '5400-5500'));
    expect(verdict.because).toContain('Rule Allow-310 (priority 310) admits tcp 5400-5500');
    expect(verdict.because).toContain('holds the data-service port 5432; 1 more of its openings');
  });
});
