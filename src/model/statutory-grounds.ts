/** One ground for refusing a registration, as a sub-paragraph of the law states it, and the lists that establish the fact. */
export interface StatutoryGround {
  /** Sub-paragraph of the article: `4-1`. */
  readonly paragraph: string;
  /** Lists on which the fact stands. */
  readonly lists: readonly string[];
}

/** The law on state registration: article, day from which it holds, and where its wording stands. Amended often; check yearly. */
const REGISTRATION_LAW = {
  name: 'Law of the Republic of Kazakhstan No. 2198 of 17.04.1995',
  article: '11',
  validFrom: '1995-04-17',
  link: 'https://adilet.zan.kz/rus/docs/Z950002198_',
} as const;

/** (3), (4): the entity, its sole founder, or the entities of which someone is head or sole founder are inactive. */
export const INACTIVITY_GROUNDS: readonly StatutoryGround[] = [
  { paragraph: '3', lists: ['INACTIVE'] },
  { paragraph: '4', lists: ['INACTIVE'] },
];

/** (4-1) to (4-3): what a list says about a founder or head. Further sub-paragraphs come in through a rule's options. */
export const PERSON_GROUNDS: readonly StatutoryGround[] = [
  { paragraph: '4-1', lists: ['TERRORISM_FINANCING'] },
  { paragraph: '4-2', lists: ['PERSON_INCAPABLE'] },
  { paragraph: '4-3', lists: ['PERSON_MISSING', 'PERSON_DEAD'] },
];

/** Lists of several grounds, in order, each once. */
export function listsOf(grounds: readonly StatutoryGround[]): string[] {
  return [...new Set(grounds.flatMap(({ lists }) => lists))];
}

/** How a rule names its source: `Law … No. 2198 of 17.04.1995, Art. 11 (3), (4)` and where it stands. */
export function citationOf(grounds: readonly StatutoryGround[]): string {
  const paragraphs = grounds.map(({ paragraph }) => `(${paragraph})`).join(', ');
  return `${REGISTRATION_LAW.name}, Art. ${REGISTRATION_LAW.article} ${paragraphs}, ${REGISTRATION_LAW.link}`;
}
