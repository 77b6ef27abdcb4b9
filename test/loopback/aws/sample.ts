import type { LoopbackAccount, LoopbackItem, LoopbackRegion } from './world.ts';

/** Two made-up accounts of a made-up company, small and telling. */
export const productionAccount = '111122223333';
export const stagingAccount = '444455556666';

const at = '2026-02-20T10:00:00Z';

const bucket = (name: string, isPublic: boolean): LoopbackItem => ({
  type: 'AWS::S3::Bucket',
  id: name,
  name,
  arn: `arn:aws:s3:::${name}`,
  capturedAt: at,
  createdAt: '2025-01-15T08:00:00Z',
  tags: { environment: 'production' },
  configuration: { name, owner: { id: 'owner' }, creationDate: '2025-01-15T08:00:00.000Z' },
  supplementaryConfiguration: {
    PublicAccessBlockConfiguration: {
      blockPublicAcls: !isPublic,
      ignorePublicAcls: !isPublic,
      blockPublicPolicy: !isPublic,
      restrictPublicBuckets: !isPublic,
    },
    BucketVersioningConfiguration: { status: isPublic ? 'Off' : 'Enabled', isMfaDeleteEnabled: null },
    ServerSideEncryptionConfiguration: {
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' }, bucketKeyEnabled: false }],
    },
  },
  earlier: isPublic
    ? [
        {
          capturedAt: '2025-11-20T10:00:00Z',
          configuration: { name, owner: { id: 'owner' }, creationDate: '2025-01-15T08:00:00.000Z', note: 'before' },
        },
      ]
    : [],
});

const group = (id: string, cidr: string): LoopbackItem => ({
  type: 'AWS::EC2::SecurityGroup',
  id,
  name: `ssh-${id}`,
  capturedAt: at,
  configuration: {
    groupId: id,
    groupName: `ssh-${id}`,
    vpcId: 'vpc-1',
    ipPermissions: [
      { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipv4Ranges: [{ cidrIp: cidr }], ipRanges: [cidr], ipv6Ranges: [] },
    ],
    ipPermissionsEgress: [],
  },
});

const lambda = (name: string, secret: string): LoopbackItem => ({
  type: 'AWS::Lambda::Function',
  id: name,
  name,
  capturedAt: at,
  configuration: {
    functionName: name,
    runtime: 'nodejs22.x',
    environment: { variables: { DATABASE_URL: secret, LOG_LEVEL: 'info' } },
  },
});

/** A value that must be found nowhere after a collection. */
export const lambdaSecret = 'postgres://larkspur:canary-7f3a91@db.internal/ledger';

const trail: LoopbackItem = {
  type: 'AWS::CloudTrail::Trail',
  id: `arn:aws:cloudtrail:eu-central-1:${productionAccount}:trail/all`,
  name: 'all',
  capturedAt: at,
  configuration: {
    name: 'all',
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    logFileValidationEnabled: false,
    s3BucketName: 'larkspur-trail',
    homeRegion: 'eu-central-1',
  },
};

/** A type that cannot be searched and is listed instead. */
const target: LoopbackItem = {
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  id: `arn:aws:elasticloadbalancing:eu-central-1:${productionAccount}:targetgroup/api/1`,
  name: 'api',
  capturedAt: at,
  configuration: { targetGroupName: 'api', protocol: 'HTTPS' },
};

const frankfurt: LoopbackRegion = {
  recorder: 'all',
  retentionDays: 2557,
  items: [
    bucket('larkspur-ledger', false),
    bucket('larkspur-uploads', true),
    group('sg-0a1', '0.0.0.0/0'),
    group('sg-0b2', '10.0.0.0/8'),
    lambda('settle', lambdaSecret),
    trail,
    target,
  ],
  rules: [
    {
      name: 'larkspur-root-mfa',
      identifier: 'ROOT_ACCOUNT_MFA_ENABLED',
      evaluatedAt: '2026-03-01T05:00:00Z',
      results: [{ type: 'AWS::::Account', id: productionAccount, compliance: 'NON_COMPLIANT' }],
    },
    {
      name: 'larkspur-password-policy',
      identifier: 'IAM_PASSWORD_POLICY',
      parameters: { MinimumPasswordLength: '14' },
      evaluatedAt: '2026-03-01T05:00:00Z',
      results: [{ type: 'AWS::::Account', id: productionAccount, compliance: 'COMPLIANT' }],
    },
  ],
  packs: [{ name: 'baseline', rules: ['larkspur-root-mfa'] }],
  unsearchable: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
};

const ireland: LoopbackRegion = { recorder: 'regional', items: [group('sg-1c3', '0.0.0.0/0')] };
const paris: LoopbackRegion = { recorder: 'none', items: [] };
const stockholm: LoopbackRegion = { recorder: 'stopped', items: [bucket('larkspur-old', false)] };

/** Accounts to start a loopback with: Frankfurt full, Ireland small, Paris without a recorder, Stockholm stopped. */
export const sampleAccounts: Readonly<Record<string, LoopbackAccount>> = {
  [productionAccount]: {
    regions: { 'eu-central-1': frankfurt, 'eu-west-1': ireland, 'eu-west-3': paris, 'eu-north-1': stockholm },
    aggregators: [{ name: 'organisation', region: 'eu-central-1', failed: [] }],
  },
  [stagingAccount]: { regions: { 'eu-central-1': { recorder: 'all', items: [bucket('larkspur-staging', true)] } } },
};
