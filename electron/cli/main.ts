import { AppError } from '@shared/errors.ts';
import { readArguments, UsageError, type Values } from './arguments.ts';
import { collect } from './commands/collect.ts';
import { criteria } from './commands/criteria.ts';
import { demo } from './commands/demo.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { exceptions } from './commands/exceptions.ts';
import { exportCommand } from './commands/export.ts';
import { findings } from './commands/findings.ts';
import { importCommand } from './commands/import.ts';
import { init } from './commands/init.ts';
import { matrix } from './commands/matrix.ts';
import { plan } from './commands/plan.ts';
import { policy } from './commands/policy.ts';
import { rollover } from './commands/rollover.ts';
import { scope } from './commands/scope.ts';
import { verify } from './commands/verify.ts';

type Command = (words: readonly string[], values: Values) => Promise<number> | number;

const commands: Readonly<Record<string, Command>> = {
  init,
  import: importCommand,
  collect,
  policy,
  evaluate: evaluateCommand,
  findings,
  criteria,
  matrix,
  scope,
  exceptions,
  plan,
  rollover,
  export: exportCommand,
  verify,
  demo,
};

const usage = `Usage: fieldwork <command> [options] [--json]

  init <workspace> --client NAME (--type 1 --as-of DATE | --type 2 --from DATE --to DATE) [--category availability|confidentiality|processing-integrity|privacy]… [--service NAME] [--time-zone ZONE]
  import <workspace> FILE… [--account ID --region REGION] [--read-at INSTANT]   files and folders of AWS Config and of Azure; --read-at dates rows that carry no time
  collect aws <workspace> --profile NAME [--role-arn ARN] [--external-id ID] [--accounts ID,…] [--regions R,…] [--aggregator NAME --aggregator-region R] [--history none|sampled|types=T,…] [--reason WORDS] [--dry-run] [--resume]
  collect azure <workspace> --credential cli|browser|device-code|certificate|secret [--tenant T] [--subscriptions ID,…] [--cloud public|us-government|china] [--client-id ID] [--certificate FILE] [--reason WORDS] [--dry-run] [--resume]
                                                            reads only; --reason says why accounts outside the declared scope are read
  policy aws [--format json|cloudformation|terraform] [--principal ARN] [--external-id ID]   what the client allows, to send to it
  policy azure [--subscriptions ID,…]
  evaluate <workspace> [--as-of INSTANT]
  findings <workspace> [--verdict pass|fail|not-applicable|unknown] [--check ID]
  criteria <workspace>                                      every criterion in scope with its standing and controls
  matrix export <workspace> FILE                            the control matrix as a workbook, to edit elsewhere
  matrix import <workspace> FILE [--dry-run] [--from DATE | --correct] [--map HEAD=FIELD]…
  scope list <workspace>                                    the scope register
  scope check <workspace>                                   where the register and the clouds differ
  scope import <workspace> FILE [--dry-run] [--reason WORDS]   systems as "scope list --json" prints them; without an id they are added
  exceptions list <workspace>                               every exception with its severity, state and response
  exceptions show <workspace> ID
  exceptions raise <workspace> (--finding ID… | --check ID | --difference ID | --title WORDS --control ID) [--kind design|operating|evidence|timing|scope]
  exceptions respond <workspace> ID (--file RESPONSE.json | --set FIELD=VALUE…) [--keep]   --keep makes it a version
  exceptions attach <workspace> ID FILE… --source WORDS     evidence, with where it comes from
  exceptions move <workspace> ID STATE --by NAME --reason WORDS [--until DATE] [--evidence ID…]
  exceptions export-forms <workspace> FILE [--id EX-001…]   workbook in which management answers
  exceptions import-forms <workspace> FILE… [--dry-run] [--take ours|theirs]   --take decides every conflict
  plan <workspace>                                          the remediation plan, most urgent first
  rollover <workspace> <new> [--from DATE --to DATE | --as-of DATE]   next year's engagement in a new folder
  export <workspace> --out FOLDER [--paper A4|LETTER] [--with-scores]   --with-scores prints the readings of the responses
  verify <workspace or binder folder>
  demo [--out FOLDER]                                       the sample engagement, judged, with its binder

Results go to standard output, progress to standard error. Exit code 0: done, 1: refused or failed, 2: wrong use.`;

function complain(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (error instanceof AppError)
    console.error([error.message, ...(error.remedy === undefined ? [] : [error.remedy])].join(' '));
  else console.error(`Something unexpected happened: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
}

/** Runs one command of the program `fieldwork` and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = readArguments(argv);
    const [name = '', ...words] = positionals;
    if (values.help === true || name === 'help') {
      console.log(usage);
      return 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined)
      throw new UsageError(name === '' ? 'No command was given.' : `There is no command ${name}.`);
    return await command(words, values);
  } catch (error) {
    return complain(error);
  }
}
