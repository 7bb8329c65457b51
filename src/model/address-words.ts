/** What a word of an address says, after folding (Kazakh letters onto their Russian neighbours, `ы` onto `и`). */

/** Words that every address may say or leave out: they tell no two places apart. */
const SILENT =
  'улица ул коше кош кошеси street st str calle rua via ' +
  'город гор г кала каласи к city дом д уй уйи house здание зд гимарат гимарати здания building bldg edificio ' +
  'село с сел аул аули ауил ауили а поселок пос п village ' +
  'бц бо бизнес центр орталиги тц трц тд жк ' +
  'имени им атиндаги';

/** Words for the kind of a place, by the kind they stand for: a street, an avenue and a lane of one name are three places. */
const KINDS: Readonly<Record<string, string>> = {
  проспект: 'проспект пр просп дангили даниили данг avenue ave av',
  микрорайон: 'микрорайон мкр мкрн икшамаудан икшамаудани молтек шагинаудан',
  переулок: 'переулок пер туйик lane ln',
  тупик: 'тупик туп',
  бульвар: 'бульвар бул гулзар гулзари boulevard blvd',
  площадь: 'площадь пл алани square sq',
  шоссе: 'шоссе ш тас жол highway hwy',
  трасса: 'трасса тр',
  набережная: 'набережная наб жагалау жагалауи',
  проезд: 'проезд',
  road: 'road rd',
  drive: 'drive dr',
  platz: 'platz plaza',
};

/** Parts of one building's number: `корп. 2` is another house than `стр. 2`. */
const PARTS: Readonly<Record<string, string>> = {
  корп: 'корпус корп к',
  стр: 'строение стр',
  лит: 'литера литер лит',
  блок: 'блок block подъезд',
};

/** Kazakh street and city names that Russian spells quite differently; folded, without endings. */
const TWINS: Readonly<Record<string, string>> = {
  ...{
    сатбаев: 'сатпаев',
    казакстан: 'казахстан',
    конаев: 'кунаев',
    уалиханов: 'валиханов',
    мауленов: 'маулен',
    коргалжин: 'кургальджин',
  },
  ...{ кургалжин: 'кургальджин', аблайхан: 'абилайхан', аблай: 'абилай', абулхаир: 'абилкайир' },
  ...{ есил: 'есил', мангилик: 'мангилик' },
};

/** Cities by their spellings in Russian, Kazakh and English, folded: their place in an address does not matter. */
const CITY_NAMES: Readonly<Record<string, string>> = {
  алмати: 'алмати алма-ата алмата almaty alma-ata',
  астана: 'астана нур-султан нурсултан акмола astana nur-sultan nursultan',
  шимкент: 'шимкент чимкент shymkent chimkent',
  караганда: 'караганда караганди karaganda qaraghandy',
  актобе: 'актобе актюбинск aktobe aqtobe',
  тараз: 'тараз taraz',
  павлодар: 'павлодар pavlodar',
  оскемен: 'оскемен усть-каменогорск oskemen ust-kamenogorsk',
  семей: 'семей семипалатинск semey semei',
  атирау: 'атирау гурьев atyrau',
  костанай: 'костанай кустанай kostanay kostanai',
  кизилорда: 'кизилорда кизил-орда kyzylorda',
  орал: 'орал уральск oral uralsk',
  петропавл: 'петропавл петропавловск petropavl petropavlovsk',
  актау: 'актау aktau',
  темиртау: 'темиртау temirtau',
  туркестан: 'туркестан туркистан turkistan turkestan',
  кокшетау: 'кокшетау кокчетав kokshetau',
  талдикорган: 'талдикорган талди-курган taldykorgan',
  экибастуз: 'экибастуз екибастуз ekibastuz',
  рудний: 'рудний',
  жезказган: 'жезказган zhezkazgan',
  балхаш: 'балхаш balkhash',
  каскелен: 'каскелен kaskelen',
};

/** First names of those after whom streets are named: written out, as an initial, or left out. */
const PATRONS =
  'ибрай ибирай ахмет мухтар каниш динмухамед нурсултан шокан чокан магжан сакен габит мустафа ораз жамбил-жабаев ' +
  'ильяс беимбет алихан мирзахан бауиржан александр лев максим николай владимир';

export const silentWords: ReadonlySet<string> = new Set(SILENT.split(/\s+/));
export const kindOfWord = inverted(KINDS);
export const partOfWord = inverted(PARTS);
export const cityOfWord = inverted(CITY_NAMES);
export const twinOf: ReadonlyMap<string, string> = new Map(Object.entries(TWINS));
export const patrons: ReadonlySet<string> = new Set(PATRONS.split(/\s+/));

function inverted(groups: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([name, list]) => list.split(/\s+/).map((word) => [word, name] as const)),
  );
}
