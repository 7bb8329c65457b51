/**
 * The lists of unreliable taxpayers that the State Revenue Committee (kgd.gov.kz) publishes as workbooks: what their columns
 * are, by position. Two lists have equal columns, so the columns alone never tell which list a file is.
 */
export interface ListLayout {
  columns: readonly string[];
  /** Position of the firm's number, which a title row must confirm. */
  binAt: number;
  /** Columns whose text is the entry's reference, and whose date is the day from which it holds. */
  reference: string | null;
  from: string | null;
}

const FIRM = ['num', 'bin', 'rnn', 'taxpayer_organization', 'taxpayer_name', 'owner_name', 'owner_iin', 'owner_rnn'];

function withReason(reference: string, from: string): ListLayout {
  return { columns: [...FIRM, reference, from], binAt: 1, reference, from };
}

const ARREARS: ListLayout = {
  columns: [
    'num',
    'region',
    'office_of_tax_enforcement',
    'ote_id',
    'bin',
    'rnn',
    'taxpayer_organization_ru',
    'taxpayer_organization_kz',
    'last_name_kz',
    'first_name_kz',
    'middle_name_kz',
    'last_name_ru',
    'first_name_ru',
    'middle_name_ru',
    'owner_iin',
    'owner_rnn',
    'owner_name_kz',
    'owner_name_ru',
    'economic_sector',
    'total_due',
    'sub_total_main',
    'sub_total_late_fee',
    'sub_total_fine',
  ],
  binAt: 4,
  reference: null,
  from: null,
};

export const LIST_LAYOUTS: Readonly<Record<string, ListLayout>> = {
  PSEUDO_COMPANY: withReason('court_decision', 'illegal_activity_start_date'),
  BANKRUPT: withReason('court_decision', 'court_decision_date'),
  INACTIVE: withReason('order_no', 'order_date'),
  INVALID_REGISTRATION: withReason('court_decision_no', 'court_decision_date'),
  WRONG_ADDRESS: withReason('inspection_act_no', 'inspection_date'),
  VIOLATION_TAX_CODE: withReason('inspection_act_no', 'inspection_date'),
  TAX_ARREARS_150: ARREARS,
};

/** Letters and digits of file names by which the lists are known. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  PSEUDO_COMPANY: ['pseudocompan', 'лжепредприят', 'жалғанкәсіпорын'],
  BANKRUPT: ['bankrupt', 'банкрот'],
  INACTIVE: ['inactive', 'бездейств', 'әрекетсіз'],
  INVALID_REGISTRATION: ['invalidregistration', 'invregistration', 'недействительн', 'жарамсыз'],
  WRONG_ADDRESS: ['wrongaddress', 'отсутствующ', 'отсутствпоадрес'],
  VIOLATION_TAX_CODE: ['violationtaxcode', 'taxviolat', 'нарушител'],
  TAX_ARREARS_150: ['taxarrears', 'задолженност'],
};

/** The code that a file's name tells; null where it tells none or several. */
export function listOfName(name: string): string | null {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const told = Object.keys(NAMES).filter((code) => NAMES[code]!.some((word) => letters.includes(word)));
  return told.length === 1 ? told[0]! : null;
}

/** Columns that make a table with these names, not titles, one of the lists. */
export function hasListColumns(names: ReadonlySet<string>): boolean {
  const organization = names.has('taxpayer_organization') || names.has('taxpayer_organization_ru');
  return names.has('bin') && names.has('owner_iin') && organization;
}

/** The layout of a list; of one with another code, that of the lists with ten columns. */
export function layoutOfList(code: string): ListLayout {
  return LIST_LAYOUTS[code] ?? withReason('reference', 'date');
}
