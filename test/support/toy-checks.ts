import type { CheckMinistryFile, CheckReturnFile } from '../../functions/validate-return/checked-filing.ts';
import type { ParkInputs } from '../../shared/domain/indicators/indicator-value.ts';
import { explainFindings } from '../../shared/domain/returns/explanation.ts';
import { aboutOf } from '../../shared/domain/returns/explanation-band.ts';
import { priorsAsInputs, registerAsInputs } from '../../shared/domain/returns/ministry-file.ts';
import type { Finding, Severity } from '../../shared/domain/rules/finding.ts';
import { aReport } from './reports.ts';
import { aRegisteredPark, sha256 } from './returns.ts';

/** A file whose findings are written in it: content of uploads in tests that are not about the rules. */
export interface ToyReturn {
  /** Tells files with the same findings apart. */
  readonly id: number;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Fingerprints of findings by severity. */
  readonly findings?: Partial<Record<Severity, readonly string[]>>;
  /** Values that it must find of last year, by code; of those that it does not find it has a finding. */
  readonly lastYear?: Partial<Record<Severity, Readonly<Record<string, string>>>>;
  /** The value that a query is about, by fingerprint; 100 where it says nothing. */
  readonly values?: Readonly<Record<string, number>>;
  /** Fingerprints that the file explains. */
  readonly explains?: readonly string[];
  /** In which words; the same for all where it says nothing. */
  readonly says?: Readonly<Record<string, string>>;
  /** Of a register: the parks in it, exempt ones marked by `!`. */
  readonly register?: readonly string[];
  /** Of last year's values. */
  readonly priors?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Findings of rules in shadow mode. */
  readonly shadow?: Readonly<Record<string, number>>;
}

export const toyFile = (toy: ToyReturn): string => JSON.stringify(toy);

const read = (bytes: Uint8Array): ToyReturn => JSON.parse(new TextDecoder().decode(bytes));

/** What a file expects of last year and does not find. */
const notFound = (toy: ToyReturn, priors: ParkInputs): [string, string[]][] =>
  Object.entries(toy.lastYear ?? {}).map(([severity, values]) => [
    severity,
    Object.entries(values).flatMap(([code, value]) =>
      priors[code] === value ? [] : [`last year's ${code}`],
    ),
  ]);

const check = (
  file: { readonly name: string; readonly bytes: Uint8Array },
  entity: string,
  priors: ParkInputs = {},
) => {
  const toy = read(file.bytes);
  const explains = toy.explains ?? [];
  const findings = [...Object.entries(toy.findings ?? {}), ...notFound(toy, priors)].flatMap(
    ([severity, fingerprints]) =>
      fingerprints.map(
        (fingerprint): Finding => ({
          rule: 'R-X-001',
          severity: severity as Severity,
          fingerprint,
          entity,
          cells: [],
          parameters: {},
          ...(severity === 'query'
            ? { about: { values: { v: String(toy.values?.[fingerprint] ?? 100) }, sides: '' } }
            : {}),
        }),
      ),
  );
  const about = {
    name: file.name,
    bytes: file.bytes.byteLength,
    sha256: sha256(file.bytes),
    format: 'json',
    encoding: 'utf-8',
  } as const;
  const unmarked = aReport(findings, { file: about });
  const report = explainFindings(
    unmarked,
    findings
      .filter(({ fingerprint }) => explains.includes(fingerprint))
      .map((finding) => ({ finding: finding.fingerprint, about: aboutOf(finding) })),
  );
  const explanations = explains.map((finding) => ({
    finding,
    reason: 'other',
    text: toy.says?.[finding] ?? '合并报表',
  }));
  return {
    report,
    inputs: toy.inputs ?? {},
    previous: {},
    shadow: toy.shadow ?? {},
    explanations,
    records: null,
  };
};

export const checkToyReturn: CheckReturnFile = async (file, { park, frozenPriors }) =>
  check(file, park, frozenPriors ?? {});
export const checkToyMinistryFile: CheckMinistryFile = async (file, { filer }) => {
  const { register, priors } = read(file.bytes);
  const checked = check(file, filer);
  if (filer === 'REGISTER') {
    const parks = (register ?? []).map((park) => aRegisteredPark(park.slice(0, 4), park.endsWith('!')));
    return { ...checked, inputs: registerAsInputs(parks), contents: { register: parks } };
  }
  return filer === 'PRIORS'
    ? { ...checked, inputs: priorsAsInputs(priors ?? {}), contents: { priors: priors ?? {} } }
    : checked;
};
