import type {
  FiledForm,
  FiledReturn,
  ReadOutcome,
  Unreadable,
} from '../../shared/domain/returns/filed-return.ts';

/** The return that was read; fails with the refusal's words where there is none. */
export const filedOf = (outcome: ReadOutcome): FiledReturn => {
  if (outcome.kind === 'unreadable') throw new Error(`refused: ${outcome.what.zh} / ${outcome.what.en}`);
  return outcome.filed;
};

/** The refusal; fails where the file was read. */
export const refusalOf = (outcome: ReadOutcome): Unreadable => {
  if (outcome.kind === 'read') throw new Error('the file was read');
  return outcome;
};

export const formOf = (filed: FiledReturn, form: FiledForm['form']): FiledForm => {
  const found = filed.forms.find((candidate) => candidate.form === form);
  if (found === undefined) throw new Error(`no form ${form}`);
  return found;
};

/** Raw values by input code. */
export const rawInputs = (filed: FiledReturn): Record<string, string> =>
  Object.fromEntries([...filed.inputs].map(([code, input]) => [code, input.value.raw]));
