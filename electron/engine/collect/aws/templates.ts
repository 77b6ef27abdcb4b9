/** One text for the client. */
export interface PermissionDocument {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly language: 'json' | 'yaml' | 'hcl' | 'shell';
  readonly text: string;
}

interface Parts {
  readonly name: string;
  readonly trust: object;
  readonly policy: object;
}

/** A block of JSON moved to the right: JSON is YAML too, so nothing has to be written twice. */
const indented = (value: object, spaces: number): string =>
  JSON.stringify(value, null, 2)
    .split('\n')
    .map((line, place) => (place === 0 ? line : `${' '.repeat(spaces)}${line}`))
    .join('\n');

const cloudFormation = ({ name, trust, policy }: Parts): string => `AWSTemplateFormatVersion: "2010-09-09"
Description: A role for reading AWS Config. It can change nothing.
Resources:
  ReadinessRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: ${JSON.stringify(name)}
      MaxSessionDuration: 3600
      AssumeRolePolicyDocument: ${indented(trust, 6)}
      Policies:
        - PolicyName: read-aws-config
          PolicyDocument: ${indented(policy, 10)}
Outputs:
  RoleArn:
    Value: !GetAtt ReadinessRole.Arn
`;

const terraform = ({ name, trust, policy }: Parts): string => `resource "aws_iam_role" "readiness" {
  name                 = ${JSON.stringify(name)}
  max_session_duration = 3600

  assume_role_policy = <<-JSON
    ${indented(trust, 4)}
  JSON
}

resource "aws_iam_role_policy" "readiness" {
  name = "read-aws-config"
  role = aws_iam_role.readiness.id

  policy = <<-JSON
    ${indented(policy, 4)}
  JSON
}

output "role_arn" {
  value = aws_iam_role.readiness.arn
}
`;

const commands = ({ name }: Parts): string => `aws iam create-role --role-name '${name}' \\
  --assume-role-policy-document file://trust-policy.json
aws iam put-role-policy --role-name '${name}' --policy-name read-aws-config \\
  --policy-document file://permission-policy.json
`;

/** The same role for each of the tools a client may keep its roles with. */
export const templates = (parts: Parts): readonly PermissionDocument[] => [
  {
    name: 'role.cloudformation.yaml',
    title: 'CloudFormation',
    about: 'The role with both policies, for one account or as a stack set over many.',
    language: 'yaml',
    text: cloudFormation(parts),
  },
  {
    name: 'role.tf',
    title: 'Terraform',
    about: 'The role with both policies.',
    language: 'hcl',
    text: terraform(parts),
  },
  {
    name: 'create-role.sh',
    title: 'AWS CLI',
    about: 'Makes the role from the two policy files.',
    language: 'shell',
    text: commands(parts),
  },
];
