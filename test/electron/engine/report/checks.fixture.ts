import { type Severity, severities } from '@shared/domain/check.ts';

/** A check as the fixture needs it: what it says, what it reads, and what a good and a bad value look like. */
export interface FixtureCheck {
  readonly id: string;
  readonly severity: Severity;
  readonly criteria: readonly string[];
  readonly control: string;
  readonly type: string;
  readonly path: string;
  readonly good: string;
  readonly bad: string;
  /** How many of the resources fail now, and how many lapsed earlier. */
  readonly fails: number;
  readonly lapsed: number;
  readonly title: string;
  readonly failsAs: string;
}

const table = `
aws.cloudtrail-multi-region | critical | CC7.2 CC7.1 CC6.1 | LOG-01 | AWS::CloudTrail::Trail | configuration.isMultiRegionTrail | true | false | 0 | 1 | The audit trail covers every region | audit trails cover one region only
aws.security-group-admin-ports | critical | CC6.6 CC6.1 | NET-01 | AWS::EC2::SecurityGroup | configuration.ipPermissions[1].ipRanges[0].cidrIp | "10.20.0.0/16" | "0.0.0.0/0" | 3 | 1 | Security groups do not open administration ports to the internet | security groups open an administration port to any address
aws.s3-bucket-public-access-blocked | high | CC6.1 CC6.6 C1.1 | DAT-04 | AWS::S3::Bucket | supplementaryConfiguration.PublicAccessBlockConfiguration.blockPublicPolicy | true | false | 1 | 2 | Buckets block public access by bucket or account settings | buckets do not block public access
aws.rds-storage-encrypted | high | CC6.1 C1.1 | DAT-01 | AWS::RDS::DBInstance | configuration.storageEncrypted | true | false | 2 | 0 | Databases encrypt their storage | databases do not encrypt their storage
aws.kms-key-rotation | medium | CC6.1 | DAT-03 | AWS::KMS::Key | supplementaryConfiguration.KeyRotationStatus | true | false | 4 | 0 | Customer keys rotate every year | customer keys do not rotate
aws.iam-access-key-age | medium | CC6.1 CC6.2 | IAM-07 | AWS::IAM::User | configuration.accessKeys[0].createDate | "2026-08-14T09:12:00.000Z" | "2025-11-03T16:40:00.000Z" | 1 | 1 | Access keys are younger than 90 days | users hold an access key older than 90 days
aws.s3-bucket-tls-only | medium | CC6.7 | DAT-02 | AWS::S3::Bucket | supplementaryConfiguration.BucketPolicy.policyText | {"Statement":[{"Sid":"DenyInsecureTransport"}]} | null | 9 | 2 | Bucket policies refuse requests without TLS | buckets accept requests without TLS
aws.rds-backup-retention | medium | A1.2 CC7.5 | AVL-02 | AWS::RDS::DBInstance | configuration.backupRetentionPeriod | 14 | 1 | 0 | 1 | Databases keep backups for at least seven days | databases keep backups for less than seven days
aws.s3-bucket-versioning | low | A1.2 CC7.5 | AVL-02 | AWS::S3::Bucket | supplementaryConfiguration.BucketVersioningConfiguration.status | "Enabled" | "Suspended" | 5 | 0 | Buckets holding data keep versions | buckets do not keep versions
aws.iam-user-rights-through-groups | low | CC6.3 CC6.1 | IAM-06 | AWS::IAM::User | configuration.userPolicyList | [] | [{"policyName":"deploy-inline"}] | 2 | 0 | Users receive rights through groups or roles only | users hold rights of their own
aws.config-recorder-complete | high | CC4.1 CC7.1 | MON-01 | aws.account-region | recorder.recording | true | false | 1 | 0 | The recorder records all types in every region in scope | regions are not recorded in full
aws.cloudtrail-log-validation | medium | CC7.2 | LOG-01 | AWS::CloudTrail::Trail | configuration.logFileValidationEnabled | true | false | 0 | 0 | Trails sign their log files | trails do not sign their log files
aws.vpc-flow-logs | medium | CC7.2 CC6.6 | LOG-05 | AWS::EC2::VPC | configuration.flowLogs | ["fl-01"] | [] | 1 | 0 | Every network in use has an active flow log | networks have no active flow log
aws.ebs-volume-encrypted | medium | CC6.1 | DAT-01 | AWS::EC2::Volume | configuration.encrypted | true | null | 0 | 0 | Volumes are encrypted | 
aws.ebs-default-encryption | medium | CC6.1 | DAT-01 | aws.account-region | ebsEncryptionByDefault | true | null | 0 | 0 | New volumes are encrypted by default | 
aws.iam-password-length | medium | CC6.1 | IAM-03 | aws.account | passwordPolicy.minimumPasswordLength | 14 | null | 0 | 0 | Passwords have at least 14 characters | 
aws.iam-root-access-key-absent | medium | CC6.1 CC6.3 | IAM-06 | aws.account | summary.accountAccessKeysPresent | 0 | null | 0 | 0 | The root user has no access key | 
aws.iam-user-mfa | medium | CC6.1 | IAM-03 | AWS::IAM::User | configuration.mfaDevices | [{"serialNumber":"mfa-1"}] | null | 0 | 0 | Users who sign in have a second factor | 
aws.iam-policy-no-full-admin | medium | CC6.3 CC6.1 | IAM-06 | AWS::IAM::Policy | configuration.policyVersionList[0].document | {"Statement":[]} | null | 0 | 0 | Policies of the client do not grant every action on every resource | 
aws.iam-role-no-public-trust | medium | CC6.1 CC6.6 | IAM-06 | AWS::IAM::Role | configuration.assumeRolePolicyDocument | {"Statement":[]} | null | 0 | 0 | No role can be assumed by anyone | 
aws.rds-not-public | medium | CC6.6 CC6.1 | NET-01 | AWS::RDS::DBInstance | configuration.publiclyAccessible | false | null | 0 | 0 | Databases have no public address | 
aws.rds-multi-az | medium | A1.2 | AVL-01 | AWS::RDS::DBInstance | configuration.multiAZ | true | null | 0 | 0 | Databases run in more than one zone | 
aws.rds-deletion-protection | medium | A1.2 CC7.5 | AVL-02 | AWS::RDS::DBInstance | configuration.deletionProtection | true | null | 0 | 0 | Databases are protected from deletion | 
aws.s3-bucket-encryption | medium | CC6.1 C1.1 | DAT-01 | AWS::S3::Bucket | supplementaryConfiguration.ServerSideEncryptionConfiguration.rules[0].applyServerSideEncryptionByDefault.sseAlgorithm | "aws:kms" | null | 0 | 0 | Buckets encrypt by default | 
aws.s3-bucket-access-logging | medium | CC7.2 | LOG-05 | AWS::S3::Bucket | supplementaryConfiguration.BucketLoggingConfiguration.destinationBucketName | "tidewater-access-logs" | null | 0 | 0 | Buckets with sensitive data record access | 
aws.kms-key-not-pending-deletion | medium | CC6.1 A1.2 | DAT-03 | AWS::KMS::Key | configuration.keyState | "Enabled" | null | 0 | 0 | No customer key is waiting for deletion | 
aws.lambda-runtime-supported | medium | CC7.1 | VUL-03 | AWS::Lambda::Function | configuration.runtime | "nodejs22.x" | null | 0 | 0 | Functions run on supported runtimes | 
aws.lambda-not-public | medium | CC6.6 | NET-01 | AWS::Lambda::Function | supplementaryConfiguration.Policy | {"Statement":[]} | null | 0 | 0 | Functions cannot be called by anyone | 
aws.load-balancer-listener-encrypted | medium | CC6.7 | DAT-02 | AWS::ElasticLoadBalancingV2::LoadBalancer | configuration.listeners[0].protocol | "HTTPS" | null | 0 | 0 | Load balancer listeners use TLS | 
aws.load-balancer-access-logs | medium | CC7.2 | LOG-05 | AWS::ElasticLoadBalancingV2::LoadBalancer | configuration.attributes[3].value | "true" | null | 0 | 0 | Load balancers write access logs | 
aws.log-group-retention | medium | CC7.2 C1.2 | LOG-02 | AWS::Logs::LogGroup | configuration.retentionInDays | 400 | null | 0 | 0 | Log groups keep events for the declared time | 
aws.secret-rotation | medium | CC6.1 | IAM-09 | AWS::SecretsManager::Secret | configuration.rotationEnabled | true | null | 0 | 0 | Stored secrets rotate on schedule | 
aws.default-security-group-closed | medium | CC6.6 | NET-01 | AWS::EC2::SecurityGroup | configuration.ipPermissions | [] | null | 0 | 0 | The default security group has no rules | 
aws.dynamodb-point-in-time-recovery | medium | A1.2 | AVL-02 | AWS::DynamoDB::Table | supplementaryConfiguration.ContinuousBackups.pointInTimeRecoveryDescription.pointInTimeRecoveryStatus | "ENABLED" | null | 0 | 0 | Tables can be restored to a point in time | 
aws.guardduty-detector | medium | CC7.2 CC6.8 | MON-02 | aws.account-region | detectors | ["d-1"] | null | 0 | 0 | Threat detection is on in every region in scope |
`;

function check(line: string): FixtureCheck {
  const [
    id = '',
    rating = '',
    criteria = '',
    control = '',
    type = '',
    path = '',
    good = '',
    bad = '',
    fails = '',
    lapsed = '',
    title = '',
    failsAs = '',
  ] = line.split(' | ');
  const severity = severities.find((known) => known === rating) ?? 'medium';
  return {
    id,
    severity,
    criteria: criteria.split(' '),
    control,
    type,
    path,
    good,
    bad,
    fails: Number(fails),
    lapsed: Number(lapsed),
    title,
    failsAs: failsAs || title,
  };
}

/** Thirty-five checks: thirteen that may fail, twenty-two that pass wherever they can be judged. */
export const fixtureChecks: readonly FixtureCheck[] = table.trim().split('\n').map(check);
