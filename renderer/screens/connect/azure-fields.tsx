import { Button, Select, TextInput } from '@mantine/core';
import { azureClouds, azureCredentials } from '@shared/domain/connection.ts';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import type { FieldsProps } from './aws-fields.tsx';
import classes from './connect.module.css';
import { azureCloudWords, credentialHelp, credentialWords } from './connect-words.ts';
import { asCloud, asCredential } from './reach-draft.ts';

/** A certificate file the person has just picked; its path stays in main. */
export interface PickedCertificate {
  readonly handle: string;
  readonly label: string;
}

interface CertificateProps extends FieldsProps {
  readonly picked: PickedCertificate | null;
  readonly onPick: (picked: PickedCertificate) => void;
}

function CertificateField({ draft, errors, picked, onPick }: CertificateProps) {
  const pick = async () => {
    const [file] = await call('file.pick', { folders: false, kind: 'certificate' });
    if (file !== undefined) onPick(file);
  };
  const name = picked?.label ?? draft.certificatePath;
  return (
    <div className={classes.stack}>
      <span className={classes.label}>Certificate</span>
      <div className={classes.inline}>
        <Button onClick={() => void attempt('The certificate was not chosen.', pick)}>Choose a file…</Button>
        <span className="text-2">{name ?? 'A PEM file with the certificate and its private key.'}</span>
      </div>
      {errors.certificatePath === undefined ? null : (
        <p className={classes.error} role="alert">
          {errors.certificatePath}
        </p>
      )}
    </div>
  );
}

/** How Azure is reached: the kind of sign-in, the cloud, the tenant and the application. */
export function AzureFields(props: CertificateProps) {
  const { draft, errors, change } = props;
  const isOwn = draft.credential === 'certificate' || draft.credential === 'secret';
  return (
    <>
      <div className={classes.pair}>
        <Select
          label="Sign-in"
          description={credentialHelp[draft.credential]}
          data={azureCredentials.map((value) => ({ value, label: credentialWords[value] }))}
          value={draft.credential}
          allowDeselect={false}
          onChange={(value) => change({ credential: asCredential(value) })}
        />
        <Select
          label="Cloud"
          description="Where the client's tenant stands."
          data={azureClouds.map((value) => ({ value, label: azureCloudWords[value] }))}
          value={draft.cloud}
          allowDeselect={false}
          onChange={(value) => change({ cloud: asCloud(value) })}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          label="Tenant"
          description={isOwn ? 'Id or domain.' : 'Id or domain; empty for the default of the sign-in.'}
          value={draft.tenant}
          error={errors.tenant}
          maxLength={200}
          onChange={(event) => change({ tenant: event.currentTarget.value })}
        />
        {draft.credential === 'cli' ? null : (
          <TextInput
            label="Application (client) id"
            description={isOwn ? 'Of the application the client made.' : 'May be empty: the default of the sign-in.'}
            value={draft.clientId}
            error={errors.clientId}
            maxLength={200}
            onChange={(event) => change({ clientId: event.currentTarget.value })}
          />
        )}
      </div>
      {draft.credential === 'certificate' ? <CertificateField {...props} /> : null}
    </>
  );
}
