import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { type Part, together } from '../azure-parts.ts';
import { isAbsent, isWord, word } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { flagOf } from '../parameters.ts';
import { first, list, text } from '../read.ts';

const contactType = 'microsoft.security/securitycontacts';
const ranks: readonly string[] = ['low', 'medium', 'high', 'critical'];

function made(status: Part['status'], words: string, contact: Resource, ...paths: readonly string[]): Part {
  const seen: readonly Seen[] = paths.map((path) => seenOn(contact, first(contact, path)));
  return { status, words, seen };
}

function addressPart(contact: Resource): Part {
  const path = 'properties.emails';
  const at = first(contact, path);
  if (at.value === undefined && isAbsent(first(contact, 'properties.email')))
    return made('unknown', 'the row does not state the addresses', contact, path);
  const hasAny = (text(at) ?? text(first(contact, 'properties.email'))) !== null;
  return made(hasAny ? 'pass' : 'fail', hasAny ? 'an address is set' : 'no address is set', contact, path);
}

/** The lowest severity that notifies must not lie above the declared one. */
function notifyPart(contact: Resource, scene: Scene): Part {
  const [state, lowest] = ['properties.alertNotifications.state', 'properties.alertNotifications.minimalSeverity'];
  if (isWord(first(contact, state), 'Off')) return made('fail', 'notification is off', contact, state);
  const severity = first(contact, lowest);
  const rank = ranks.indexOf(word(severity) ?? '');
  if (rank < 0) return made('unknown', 'the row does not state from which severity it notifies', contact, lowest);
  const declared = String(scene.parameter('notifyFrom'));
  const isLate = rank > ranks.indexOf(declared.toLowerCase());
  const words = `notification begins at the severity ${text(severity)}${isLate ? `, above the declared ${declared}` : ''}`;
  return made(isLate ? 'fail' : 'pass', words, contact, lowest, state);
}

function rolesPart(contact: Resource): Part {
  const [state, roles] = ['properties.notificationsByRole.state', 'properties.notificationsByRole.roles'];
  const isOff = isWord(first(contact, state), 'Off');
  if (isAbsent(first(contact, state)))
    return made('unknown', 'the row does not state which roles are informed', contact, state);
  if (isOff || list(contact, roles).length === 0) return made('fail', 'no role is informed', contact, state, roles);
  return made('pass', 'roles are informed', contact, state, roles);
}

function judgeContacts(account: string, scene: Scene): Verdict {
  const contacts = scene.of(contactType, account);
  const known = scene.known(contactType, account);
  // An empty list answers with no entry at all.
  if (contacts.length === 0)
    return known.isKnown ? fail('The subscription has no security contact.') : unknown(known.because);
  const verdicts = contacts.map((one) => together([addressPart(one), notifyPart(one, scene), rolesPart(one)]));
  const best = ['pass', 'unknown', 'fail'].flatMap((status) => verdicts.filter((one) => one.status === status))[0];
  return best ?? unknown('No security contact could be judged.');
}

const contact = (properties: Readonly<Record<string, string | { readonly [key: string]: string | string[] }>>) => ({
  type: contactType,
  id: 'default',
  configuration: { name: 'default', properties },
});
const emails = 'security@larkspur.example';
const notificationsByRole = { state: 'On', roles: ['Owner'] };

export default defineCheck({
  id: 'azure.security-contact-set',
  version: 1,
  provider: 'azure',
  title: 'A security contact receives high-severity alerts',
  failsAs: 'subscriptions have no security contact that is notified',
  why: 'An alert sent to nobody is not detection.',
  criteria: ['CC7.3', 'CC7.2'],
  severity: 'low',
  looksAt: ['azure.subscription'],
  reads: [contactType],
  parameters: [
    { name: 'notifyFrom', unit: 'severity', meaning: 'lowest severity that must notify', default: 'High' },
    {
      name: 'externalMonitoring',
      unit: 'boolean',
      meaning: 'alerts go to a central monitoring system',
      default: false,
      stricter: 'false',
    },
  ],
  remediation: 'Set a shared mailbox and notify owners.',
  cannotShow: 'Reaction times.',
  judge: (container, scene) =>
    flagOf(scene, 'externalMonitoring')
      ? notApplicable('Alerts are declared to go to a central monitoring system.')
      : judgeContacts(container.id, scene),
  examples: {
    pass: {
      resource: {},
      others: [
        contact({ emails, notificationsByRole, alertNotifications: { state: 'On', minimalSeverity: 'Medium' } }),
      ],
    },
    fail: {
      resource: {},
      others: [
        contact({ emails: '', notificationsByRole, alertNotifications: { state: 'On', minimalSeverity: 'High' } }),
      ],
    },
    unknown: { resource: {}, others: [contact({ emails, notificationsByRole })] },
    'not-applicable': { resource: {}, parameters: { externalMonitoring: true } },
  },
});
