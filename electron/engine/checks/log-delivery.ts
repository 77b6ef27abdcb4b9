import type { Principal, Statement } from './policy.ts';

/** Accounts that AWS itself writes logs from, by service and region, as its documentation publishes them. */
const accounts = {
  'Elastic Load Balancing': [
    '127311923021', // us-east-1
    '033677994240', // us-east-2
    '027434742980', // us-west-1
    '797873946194', // us-west-2
    '098369216593', // af-south-1
    '754344448648', // ap-east-1
    '582318560864', // ap-northeast-1
    '600734575887', // ap-northeast-2
    '383597477331', // ap-northeast-3
    '718504428378', // ap-south-1
    '114774131450', // ap-southeast-1
    '783225319266', // ap-southeast-2
    '589379963580', // ap-southeast-3
    '985666609251', // ca-central-1
    '054676820928', // eu-central-1
    '897822967062', // eu-north-1
    '635631232127', // eu-south-1
    '156460612806', // eu-west-1
    '652711504416', // eu-west-2
    '009996457667', // eu-west-3
    '076674570225', // me-south-1
    '507241528517', // sa-east-1
    '190560391635', // us-gov-east-1
    '048591011584', // us-gov-west-1
    '638102146993', // cn-north-1
    '037604701340', // cn-northwest-1
  ],
  CloudTrail: [
    '086441151436', // us-east-1
    '475085895292', // us-east-2
    '388731089494', // us-west-1
    '113285607260', // us-west-2
    '216624486486', // ap-northeast-1
    '492519147666', // ap-northeast-2
    '765225791966', // ap-northeast-3
    '977081816279', // ap-south-1
    '903692715234', // ap-southeast-1
    '284668455005', // ap-southeast-2
    '819402241893', // ca-central-1
    '035351147821', // eu-central-1
    '829690693026', // eu-north-1
    '859597730677', // eu-west-1
    '282025262664', // eu-west-2
    '262312530599', // eu-west-3
    '814480443879', // sa-east-1
    '608710470296', // us-gov-east-1 and us-gov-west-1
    '681348832753', // cn-northwest-1
  ],
  'Amazon Redshift': [
    '193672423079', // us-east-1
    '391106570357', // us-east-2
    '262260360010', // us-west-1
    '902366379725', // us-west-2
    '365689465814', // af-south-1
    '313564881002', // ap-east-1
    '404641285394', // ap-northeast-1
    '760740231472', // ap-northeast-2
    '090321488786', // ap-northeast-3
    '865932855811', // ap-south-1
    '361669875840', // ap-southeast-1
    '762762565011', // ap-southeast-2
    '907379612154', // ca-central-1
    '053454850223', // eu-central-1
    '729911121831', // eu-north-1
    '945612479654', // eu-south-1
    '210876761215', // eu-west-1
    '307160386991', // eu-west-2
    '915173422425', // eu-west-3
    '013126148197', // me-south-1
    '075028567923', // sa-east-1
    '665727464434', // us-gov-east-1 and us-gov-west-1
    '111890595117', // cn-north-1
    '660998842044', // cn-northwest-1
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const deliverers: ReadonlySet<string> = new Set(Object.values(accounts).flat());
const deliveryActions = ['s3:putobject', 's3:getbucketacl'];

/** True when an account is one AWS delivers logs from and the statement grants no more than delivering needs. */
export const isLogDelivery = ({ actions, notActions }: Statement, account: string): boolean =>
  deliverers.has(account) &&
  notActions.length === 0 &&
  actions.every((action) => deliveryActions.includes(action.toLowerCase()));

/** True for a principal that AWS runs outside every customer account, such as a CloudFront origin access identity. */
export const isRunByAws = ({ id }: Principal): boolean => /^arn:aws[\w-]*:iam::cloudfront:/.test(id);
