/** Services and resource parts of ARNs whose items are met without a type, with the type of AWS Config. */
const types: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^arn:[^:]*:kms:[^:]*:\d*:key\//, 'AWS::KMS::Key'],
  [/^arn:[^:]*:lambda:[^:]*:\d*:function:/, 'AWS::Lambda::Function'],
  [/^arn:[^:]*:sqs:/, 'AWS::SQS::Queue'],
  [/^arn:[^:]*:sns:/, 'AWS::SNS::Topic'],
  [/^arn:[^:]*:s3:::/, 'AWS::S3::Bucket'],
  [/^arn:[^:]*:ec2:[^:]*:\d*:security-group\//, 'AWS::EC2::SecurityGroup'],
  [/^arn:[^:]*:ec2:[^:]*:\d*:instance\//, 'AWS::EC2::Instance'],
  [/^arn:[^:]*:ec2:[^:]*:\d*:volume\//, 'AWS::EC2::Volume'],
  [/^arn:[^:]*:ec2:[^:]*:\d*:vpc\//, 'AWS::EC2::VPC'],
  [/^arn:[^:]*:rds:[^:]*:\d*:db:/, 'AWS::RDS::DBInstance'],
  [/^arn:[^:]*:rds:[^:]*:\d*:cluster:/, 'AWS::RDS::DBCluster'],
  [/^arn:[^:]*:rds:[^:]*:\d*:snapshot:/, 'AWS::RDS::DBSnapshot'],
  [/^arn:[^:]*:dynamodb:[^:]*:\d*:table\/[^/]+$/, 'AWS::DynamoDB::Table'],
  [/^arn:[^:]*:secretsmanager:[^:]*:\d*:secret:/, 'AWS::SecretsManager::Secret'],
  [/^arn:[^:]*:cloudtrail:[^:]*:\d*:trail\//, 'AWS::CloudTrail::Trail'],
  [/^arn:[^:]*:iam::\d*:user\//, 'AWS::IAM::User'],
  [/^arn:[^:]*:iam::\d*:role\//, 'AWS::IAM::Role'],
  [/^arn:[^:]*:iam::\d*:group\//, 'AWS::IAM::Group'],
  [/^arn:[^:]*:iam::\d*:policy\//, 'AWS::IAM::Policy'],
  [/^arn:[^:]*:elasticloadbalancing:[^:]*:\d*:listener\//, 'AWS::ElasticLoadBalancingV2::Listener'],
  [/^arn:[^:]*:elasticloadbalancing:[^:]*:\d*:loadbalancer\//, 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
  [/^arn:[^:]*:cloudfront::\d*:distribution\//, 'AWS::CloudFront::Distribution'],
  [/^arn:[^:]*:eks:[^:]*:\d*:cluster\//, 'AWS::EKS::Cluster'],
];

/** The AWS Config type of an ARN, for rows that were selected without their type; null when it is not known. */
export const typeOfArn = (arn: string): string | null => types.find(([pattern]) => pattern.test(arn))?.[1] ?? null;

/** Account and region as an ARN states them; empty where it does not. */
export function placeOfArn(arn: string): { readonly account: string; readonly region: string } {
  const [, , , region = '', account = ''] = arn.split(':');
  return { account: /^\d{12}$/.test(account) ? account : '', region };
}
