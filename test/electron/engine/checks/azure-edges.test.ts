import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json, JsonObject } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import edgeTls from '../../../../electron/engine/checks/azure/edge-tls-version.check.ts';
import waf from '../../../../electron/engine/checks/azure/edge-waf-prevents.check.ts';
import { armId, armRow } from '../../../../electron/engine/checks/azure-example.ts';
import { azureTls } from '../../../../electron/engine/checks/azure-tls.ts';
import { judgeExample } from './scene.ts';

const gatewayType = 'microsoft.network/applicationgateways';
const frontDoor = 'microsoft.network/frontdoors';
const profile = 'microsoft.cdn/profiles';
const gatewayPolicy = 'microsoft.network/applicationgatewaywebapplicationfirewallpolicies';
const part = (kind: string, name: string) => `${armId(gatewayType, 'shop')}/${kind}/${name}`;

test.each([
  ['TLS1_2', 1.2],
  ['TLS12', 1.2],
  ['TLS10', 1],
  ['TLSv1_3', 1.3],
  ['TLSv1.1', 1.1],
  ['1.0', 1],
  ['None', null],
])('%s is the version %s', (written, version) => {
  expect(azureTls(written)).toBe(version);
});

describe('an application gateway', () => {
  const listener = (name: string, protocol: string, more: JsonObject = {}): Json => ({
    name,
    id: part('httpListeners', name),
    properties: { protocol, ...more },
  });
  const judge = (properties: JsonObject) =>
    judgeExample(edgeTls, { resource: armRow(gatewayType, 'shop', properties) });
  const https = [listener('web', 'Https')];
  const good = { sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101S' } };

  test('with no policy is unknown unless it states the default that applies', () => {
    expect(judge({ httpListeners: https }).because).toContain('depends on when it was made');
    expect(judge({ httpListeners: https, defaultPredefinedSslPolicy: 'AppGwSslPolicy20150501' }).because).toContain(
      'starts at TLS 1.0',
    );
  });
  test('with a policy of its own is judged by its minimum or by what it turns off', () => {
    const custom = (sslPolicy: JsonObject) => judge({ httpListeners: https, sslPolicy });
    expect(custom({ policyType: 'CustomV2', minProtocolVersion: 'TLSv1_2' }).status).toBe('pass');
    expect(custom({ disabledSslProtocols: ['TLSv1_0', 'TLSv1_1'] }).status).toBe('pass');
    expect(custom({ disabledSslProtocols: ['TLSv1_0'] }).because).toContain('TLS 1.1, below');
    expect(custom({ policyName: 'AppGwSslPolicy20990101' }).status).toBe('unknown');
  });
  test('is overridden by the profile of a listener', () => {
    const sslProfiles = [
      { id: part('sslProfiles', 'old'), properties: { sslPolicy: { minProtocolVersion: 'TLSv1_0' } } },
    ];
    const sslProfile = { id: part('sslProfiles', 'OLD') };
    const httpListeners = [...https, listener('legacy', 'Https', { sslProfile })];
    expect(judge({ ...good, httpListeners, sslProfiles }).because).toContain('The minimum of the policy is TLS 1.0');
    expect(judge({ ...good, httpListeners, sslProfiles: [] }).status).toBe('unknown');
  });
  test('may have a clear-text listener only to redirect', () => {
    const httpListeners = [...https, listener('plain', 'Http')];
    const rule = (properties: JsonObject): Json => ({
      properties: { httpListener: { id: part('httpListeners', 'plain') }, ...properties },
    });
    const rules = (properties: JsonObject) =>
      judge({ ...good, httpListeners, requestRoutingRules: [rule(properties)] });
    expect(rules({ redirectConfiguration: { id: 'r' } }).status).toBe('pass');
    expect(rules({ backendAddressPool: { id: 'b' } }).because).toBe('The clear-text listener plain forwards traffic.');
    expect(rules({ urlPathMap: { id: 'm' } }).status).toBe('unknown');
    expect(judge({ ...good, httpListeners }).status).toBe('unknown');
  });
});

describe('a front door', () => {
  test('is judged by its own domains, and not by the address that the platform gives', () => {
    const endpoint = (hostName: string, minimumTlsVersion?: string): Json => ({
      properties: {
        hostName,
        ...(minimumTlsVersion === undefined ? {} : { customHttpsConfiguration: { minimumTlsVersion } }),
      },
    });
    const judge = (...frontendEndpoints: readonly Json[]) =>
      judgeExample(edgeTls, { resource: armRow(frontDoor, 'shop', { frontendEndpoints }) }).status;
    expect(judge(endpoint('shop.azurefd.net'), endpoint('pay.example.com', '1.2'))).toBe('pass');
    expect(judge(endpoint('pay.example.com', '1.0'))).toBe('fail');
    expect(judge(endpoint('pay.example.com'))).toBe('unknown');
  });
  test('of the newer kinds has its domains in rows of their own', () => {
    const judge = (sku: string, ...others: readonly ExampleResource[]) =>
      judgeExample(edgeTls, {
        resource: armRow(profile, 'shop', { resourceState: 'Active' }, { sku: { name: sku } }),
        others,
      });
    const domain = (minimumTlsVersion: string) =>
      armRow(`${profile}/customdomains`, 'shop/pay', { tlsSettings: { minimumTlsVersion } });
    expect(judge('Premium_AzureFrontDoor', domain('TLS12')).status).toBe('pass');
    expect(judge('Standard_AzureFrontDoor', domain('TLS10')).status).toBe('fail');
    expect(judge('Standard_AzureFrontDoor').status).toBe('not-applicable');
    expect(judge('Standard_Microsoft', domain('TLS12')).status).toBe('unknown');
  });
});

describe('a web application firewall', () => {
  const gateway = (properties: JsonObject) => armRow(gatewayType, 'shop', { sku: { tier: 'WAF_v2' }, ...properties });
  const linked = gateway({ firewallPolicy: { id: armId(gatewayPolicy, 'shop').toUpperCase() } });
  const policy = (settings: JsonObject, more: JsonObject = {}) =>
    armRow(gatewayPolicy, 'shop', { policySettings: settings }, more);

  test('can stand in the gateway, where its mode counts as in a policy', () => {
    const own = (configuration: JsonObject) =>
      judgeExample(waf, { resource: gateway({ webApplicationFirewallConfiguration: configuration }) }).status;
    expect(own({ enabled: true, firewallMode: 'PREVENTION' })).toBe('pass');
    expect(own({ enabled: true, firewallMode: 'Detection' })).toBe('fail');
    expect(own({ enabled: false, firewallMode: 'Prevention' })).toBe('fail');
    expect(judgeExample(waf, { resource: gateway({}) }).because).toContain(
      'of tier WAF_v2, has no web application firewall',
    );
  });
  test('in a policy that is off or only detects does not block', () => {
    const judge = (settings: JsonObject, more: JsonObject = {}) =>
      judgeExample(waf, { resource: linked, others: [policy(settings, more)] });
    expect(judge({ state: 'Disabled', mode: 'Prevention' }).because).toContain('is off');
    expect(judge({ mode: 'Prevention' }).status).toBe('unknown');
    const young = { systemData: { createdAt: '2026-09-20T00:00:00Z' } };
    expect(judge({ state: 'Enabled', mode: 'Detection' }, young).because).toContain(
      '11 days after it was made; 14 are accepted',
    );
  });
  test('of a front door is asked of each endpoint', () => {
    const doorPolicy = 'microsoft.network/frontdoorwebapplicationfirewallpolicies';
    const link = { name: 'a', properties: { webApplicationFirewallPolicyLink: { id: armId(doorPolicy, 'shop') } } };
    const others = [armRow(doorPolicy, 'shop', { policySettings: { enabledState: 'Enabled', mode: 'Prevention' } })];
    const judge = (...frontendEndpoints: readonly Json[]) =>
      judgeExample(waf, { resource: armRow(frontDoor, 'shop', { frontendEndpoints }), others });
    expect(judge(link).status).toBe('pass');
    expect(judge(link, { name: 'b', properties: {} }).because).toBe('The endpoint b has no web application firewall.');
  });
});
