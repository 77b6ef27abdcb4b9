import { type Child, childrenOf, subscriptionChildren, webConfig } from './children.ts';
import { graphPath, graphVersion, queryOf, subjects } from './subjects.ts';

const manager = 'https://management.azure.com';

const fileOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const child = ({ label, path, version }: Child, id: string, file: string): string =>
  `az rest --method get --url "${manager}${id}${path}?api-version=${version}" --output json > "$OUT/${file}${fileOf(label)}.json"`;

/** Children of resources that the CLI lists by type; what lies below a child is left to a live run. */
const below = (type: string, children: readonly Child[]): readonly string[] => [
  `az resource list --subscription "$S" --resource-type "${type}" --query "[].id" --output tsv | while read -r ID; do`,
  '  N=$((N + 1))',
  ...children.map((one) => `  ${child(one, '$ID', `$S-${fileOf(type)}-$N-`)} || true`),
  'done',
];

const isListed = (type: string): boolean => !/\/(blobservices|vaults\/keys)(\/|$)/.test(type);

const head = [
  '#!/bin/sh',
  '# Reads settings with the Azure CLI as who is signed in (az login). Only reads are sent.',
  'OUT="azure-files"',
  'N=0',
  'mkdir -p "$OUT"',
  '',
  '# Asks Resource Graph page by page: one answer holds 1,000 rows at most.',
  'ask() {',
  '  PAGE=1',
  '  NEXT=""',
  '  while :; do',
  '    FILE="$OUT/$S-$1-$PAGE.json"',
  `    printf '{"subscriptions":["%s"],"query":"%s","options":{"$top":1000,"authorizationScopeFilter":"AtScopeAboveAndBelow"%s}}' "$S" "$2" "$NEXT" > "$OUT/query.txt"`,
  `    az rest --method post --url "${manager}${graphPath}?api-version=${graphVersion}" --body "@$OUT/query.txt" --output json > "$FILE"`,
  `    TOKEN=$(sed -n 's/.*"$skipToken": "\\([^"]*\\)".*/\\1/p' "$FILE" | head -n 1)`,
  '    [ -z "$TOKEN" ] && break',
  `    NEXT=",\\"\\$skipToken\\":\\"$TOKEN\\""`,
  '    PAGE=$((PAGE + 1))',
  '  done',
  '  rm -f "$OUT/query.txt"',
  '}',
  '',
  'az account list --all --output json > "$OUT/subscriptions.json"',
];

/** The commands a client runs instead of letting us sign in: the same reads, as files. */
export function offlineCommands(subscriptions: readonly string[]): string {
  const parents = Object.entries(childrenOf).filter(([type]) => isListed(type));
  return [
    ...head,
    '',
    `for S in ${subscriptions.join(' ')}; do`,
    ...subjects.map((subject) => `ask "${fileOf(subject.label)}" "${queryOf(subject)}"`),
    ...subscriptionChildren.map((one) => child(one, '/subscriptions/$S', '$S-')),
    ...parents.flatMap(([type, children]) =>
      below(type, type === 'microsoft.web/sites' ? [...children, webConfig] : children),
    ),
    'done',
    '',
  ].join('\n');
}
