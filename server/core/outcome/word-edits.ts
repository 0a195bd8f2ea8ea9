/** Numbers. They are in the languages of the United Nations and a few others, as are the words below. */
const numerals = new Set(
  [
    "two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty forty fifty hundred thousand",
    "sixty seventy eighty ninety soixante septante huitante nonante sechzig siebzig achtzig neunzig elf",
    "sesenta setenta ochenta noventa шестьдесят семьдесят восемьдесят девяносто ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين",
    "deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante cent mille",
    "zwei drei vier fünf sechs sieben acht neun zehn zwölf fünfzehn zwanzig dreißig hundert tausend",
    "dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien mil",
    "два две три четыре пять шесть семь восемь девять десять двенадцать двадцать тридцать сто тысяча тысяч",
    "ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية تسعة تسع عشرة عشر عشرون عشرين مئة ألف",
    "二 三 四 五 六 七 八 九 十 百 千 万 萬",
  ].flatMap((line) => line.split(" ")),
);

/** Negations, conditions and limits. Like numbers, they change what a sentence asks for if they are added or removed. */
const limiting = new Set(
  [
    "not no nor never none neither cannot without unless except only if provided against nothing",
    "ne pas non sans jamais aucun aucune sauf seulement ni si contre",
    "nicht kein keine keinen keiner keinem nie niemals ohne nur wenn außer gegen",
    "no nunca sin ningún ninguna salvo solo sólo contra não nem sem mai senza",
    "не нет ни без кроме только если никогда против",
    "لا لم لن ليس ليست غير عدم دون بدون إلا فقط إذا ضد",
    "不 没 沒 無 无 非 未 別 别 勿 否 除 仅 只 若 反",
    "ない ไม่ मत नहीं",
  ].flatMap((line) => line.split(" ")),
);

/** Words that may replace each other without a difference that anybody decides on. */
const light = new Set(
  [
    "a an the this that these those it its i we me us my our mine ours am are is was were be please very and also",
    "ask request urge think believe feel consider want wish would will",
    "demandons demande prions prie souhaitons souhaite bitten bitte",
    "pedimos pido solicitamos solicito просим прошу требуем требую призываем призываю نطلب أطلب نرجو أرجو",
    "le la les un une des ce cette ces je nous mon ma mes notre nos et",
    "der die das den dem ein eine einen ich wir mein meine unser unsere und",
    "el la los las un una este esta yo nosotros mi mis nuestro nuestra y",
    "я мы мой моя наш наша это и",
  ].flatMap((line) => line.split(" ")),
);

/** Beginnings of sentences in which people introduce themselves. These differ in each copy of a letter. */
const introduction =
  /^(?:i am an? |i'm an? |i live |i work |as an? |my name |je suis une? |je vis |je travaille |en tant que |ich bin eine? |ich lebe |ich arbeite |als |soy |vivo |trabajo |я живу |я работаю |أنا |أعيش |أعمل |بصفتي |我 是 |我 住 |作 为 |作 為 )/u;

/** Returns whether a person introduces themselves in a sentence. */
export function introducesItsAuthor(words: readonly string[]): boolean {
  return introduction.test(words.join(" "));
}

/** Phrases of courtesies: thanks, reservations and the size of an organisation. */
const courtesy = new RegExp(
  [
    "(?:(?:i|we|\\S+) )?(?:thanks?|appreciate) |.* (?:without prejudice|views expressed)(?: |$)",
    "(?:best|kind) regards|yours |(?:our|we) (?:\\S+ ){0,3}(?:represents?|comprises?) ",
    "(?:\\S+ ){0,4}remerci|merci (?!(?:de |d')(?![nv]otre )\\S+(?:er|ir|re)(?: |$))|.* sans préjudice",
    "(?:notre|nous) (?:\\S+ ){0,3}(?:représent|regroup|rassembl|réuni)",
    "danke |(?:\\S+ ){0,2}dank|.* unbeschadet|(?:unser|wir) (?:\\S+ ){0,3}(?:vertritt|vertreten|vereint)",
    "(?:\\S+ ){0,4}agradec|gracias |.* sin perjuicio",
    "(?:nuestr[ao]|nosotros) (?:\\S+ ){0,3}(?:represent|reún|agrup)",
    "(?:\\S+ ){0,3}благодар|спасибо |.* без ущерба|(?:наш|наша|мы) (?:\\S+ ){0,3}(?:представля|объединя)",
    "[نأ]?(?:شكر|قدر)ا? |.* دون المساس(?: |$)|(?:يضم|تضم|يمثل|تمثل) ",
    "(?:我 们 )?(?:感 谢|感 謝|谢 谢)|我 们 (?:\\S+ ){0,12}由 (?:\\S+ ){0,30}组 成",
  ]
    .map((phrases) => `^(?:${phrases})`)
    .join("|"),
  "u",
);

/** Words for a message. The notice under a mail has one of them. */
const message =
  /(?:^| )(?:message|e-?mails?|mail|courriel|nachricht|mensaje|correo|письмо|сообщение)(?: |$)|رسالة|البريد|邮 件|郵 件/u;

/** Words of a notice under a mail: it is confidential, or may have come to the wrong person. */
const notice =
  /(?:^| )(?:confiden[ct]i[ae]l\S*|in error|par erreur|d'erreur|vertraulich\S*|irrtümlich\S*|por error|конфиденциальн\S*|по ошибке|خطأ)(?: |$)|سرية|机 密|機 密|误 收|誤 收/u;

/** Words of sentences that ask for something: modal verbs, verbs of request and verbs of editing. */
const requesting = new Set(
  [
    "should must shall ought need needs ask asks request requests propose proposes suggest suggests urge urges call calls",
    "want wants please recommend insist demand oppose support replace delete remove add insert include keep move merge",
    "doit doivent devrait devraient faut faudrait demandons demande proposons propose souhaitons souhaite prions",
    "voulons remplacer supprimer ajouter insérer maintenir conserver déplacer fusionner",
    "soll sollen sollte sollten muss müssen bitten bitte fordern fordere beantragen ersetzen streichen ergänzen einfügen",
    "debe deben debería deberían deberá hay pedimos pido solicitamos solicito proponemos propongo queremos",
    "exigimos sustituir suprimir añadir agregar insertar eliminar mantener incluir",
    "должен должна должно должны следует необходимо надо нужно просим прошу предлагаем требуем призываем",
    "исключить включить добавить заменить удалить",
    "يجب ينبغي لا بد نطلب نطالب نقترح نريد ندعو أطلب أقترح يستعاض حذف إضافة",
    "应 應 须 須 请 請 删 刪",
  ].flatMap((line) => line.split(" ")),
);

/** Words of requests that are other words too, for example in thanks for support. They ask for something after "and". */
const ambiguous = new Set(
  "support call calls need needs request requests demand demande keep move merge hay bitte".split(" "),
);

/**
 * Returns whether a sentence is a courtesy or the notice under a mail, which people repeat around different requests. Thanks
 * that go on with a request are no courtesy.
 */
export function isCourtesy(words: readonly string[]): boolean {
  const sentence = words.join(" ");
  if (message.test(sentence) && notice.test(sentence)) return true;
  if (!courtesy.test(sentence)) return false;
  return !words.some(
    (word, at) =>
      requesting.has(word) && (!ambiguous.has(word) || /^(?:and|but|et|mais|und|y|و|и)$/u.test(words[at - 1] ?? "")),
  );
}

/** Returns whether a sentence asks for something. Courtesies and notices, which people repeat, do not. */
export function isRequest(words: readonly string[]): boolean {
  return words.some((word) => requesting.has(word)) && !isCourtesy(words);
}

/** Maximum length of the part of a sentence that is compared word by word. Longer ones must be equal. */
const longestPart = 400;

/** Sentences differ slightly, in words, or in a number, negation or condition. */
type Difference = "slight" | "words" | "decisive";

/**
 * Compares two similar sentences word by word. Returns the number of words that they share in the same order, how they
 * differ, and the words that only one of them has. A number in digits in one text and spelt out in the other is not counted.
 */
export function compareWords(
  one: readonly string[],
  other: readonly string[],
): { shared: number; difference: Difference; replaced: readonly string[] } {
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (Math.max(left.length, right.length) > longestPart)
    return { shared: start + end, difference: "decisive", replaced: [] };
  const common = commonLengths(left, right);
  const width = right.length + 1;
  let shared = start + end;
  let gap: Gap = { removed: [], added: [] };
  const gaps = [gap];
  for (let at = 0, to = 0; at < left.length || to < right.length;) {
    const [word, next] = [left[at], right[to]];
    if (word !== undefined && word === next) {
      gap = { removed: [], added: [] };
      gaps.push(gap);
      [at, to, shared] = [at + 1, to + 1, shared + 1];
    } else if (next === undefined || (word !== undefined && below(at, to) >= beside(at, to))) {
      gap.removed.push(word ?? "");
      at += 1;
    } else {
      gap.added.push(next);
      to += 1;
    }
  }
  const all: Gap = { removed: [], added: [] };
  for (const each of gaps) if (!isSpeltOut(each)) collect(each, all);
  const isReplaced = all.removed.length > 0 && all.added.length > 0;
  const replaced = [...all.removed, ...all.added];
  const difference = replaced.some(isDecisive) ? "decisive" : isReplaced || gaps.some(isSpeltOut) ? "words" : "slight";
  return { shared, difference, replaced };

  function below(row: number, column: number): number {
    return common[(row + 1) * width + column] ?? 0;
  }
  function beside(row: number, column: number): number {
    return common[row * width + column + 1] ?? 0;
  }
}

/** Returns the lengths of the longest common subsequences of all pairs of tails. */
function commonLengths(left: readonly string[], right: readonly string[]): Uint16Array {
  const width = right.length + 1;
  const common = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1)
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      common[at] =
        left[row] === right[column]
          ? (common[at + width + 1] ?? 0) + 1
          : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0);
    }
  return common;
}

/** The words between two shared ones that only one sentence has. */
interface Gap {
  removed: string[];
  added: string[];
}

/** Whether words may spell out a number that is in digits in the other sentence. */
function isSpeltOut({ removed, added }: Gap): boolean {
  const [left, right] = [removed, added].map((words) => words.some((word) => /\p{N}/u.test(word)));
  const isLimited = [...removed, ...added].some((word) => limiting.has(word));
  return left !== right && !isLimited && removed.length > 0 && added.length > 0;
}

/** Adds the words of a gap that may matter. A word that was misspelt or replaced by a light one does not. */
function collect({ removed, added }: Gap, all: Gap): void {
  const [before, after] = [removed, added].map((words) => words.filter((word) => !light.has(word)));
  if (!before || !after) return;
  if (before.length === after.length && before.every((word, index) => isSlip(word, after[index] ?? ""))) return;
  all.removed.push(...before);
  all.added.push(...after);
}

function isDecisive(word: string): boolean {
  return numerals.has(word) || limiting.has(word) || /\p{N}|n't$|^n'/u.test(word);
}

/** Shortest word in which a slip is recognised. Short words that differ in one letter are often different words. */
const shortestWord = 6;

/** Shortest word in which a missing accent is a slip. "ou" and "où" are different words. */
const shortestAccented = 3;

/** Whether words differ in accents, a letter left out or two neighbours exchanged, but not at the beginning. */
function isSlip(one: string, other: string): boolean {
  const [left, right] = [withoutAccents(one), withoutAccents(other)];
  const [long, short] = left.length >= right.length ? [left, right] : [right, left];
  // "wihtout" is a slip of a decisive word. "thirsty" is none of "thirty".
  const decisive = [one, other].filter(isDecisive).length;
  if (decisive === 2) return false;
  if (long === short) return long.length >= shortestAccented;
  if (short.length < shortestWord - 1 || long.length < shortestWord || long[0] !== short[0]) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at += 1;
  if (long.length === short.length + 1)
    return long.slice(at + 1) === short.slice(at) && (decisive === 0 || long[at] === long[at - 1]);
  if (long.length !== short.length) return false;
  const isExchange = long[at] === short[at + 1] && long[at + 1] === short[at];
  return isExchange && long.slice(at + 2) === short.slice(at + 2);
}

function withoutAccents(word: string): string {
  // "fordern" and "fördern" are different words.
  return word
    .replaceAll("ё", "е")
    .normalize("NFD")
    .replace(/(?!\u0308)\p{M}/gu, "");
}
