/** Numbers in words, by the first subtag of a language: what a deadline, a share or a quorum is written with. */
const numberWords: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en:
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen " +
      "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half third quarter",
    fr:
      "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante " +
      "cinquante soixante cent cents mille million millions milliard milliards moitié tiers quart",
    es:
      "un una uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta " +
      "cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones mitad tercio cuarto",
    ru:
      "один одна одного одной два две двух двумя три трех трёх тремя четыре четырех четырёх пять пяти шесть шести семь семи " +
      "восемь восьми девять девяти десять десяти двенадцать двенадцати пятнадцать пятнадцати двадцать двадцати тридцать " +
      "тридцати сорок пятьдесят шестьдесят шестидесяти девяносто сто тысяча тысячи тысяч миллион миллионов миллиард половина треть четверть",
    zh: "一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 半",
    ar:
      "واحد واحدة اثنان اثنين اثنتان اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر " +
      "عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين تسعون تسعين مائة مئة ألف مليون مليار نصف ثلث ربع",
  }).map(([language, words]) => [language, new Set(words.split(" "))]),
);

/** Whether a word is a number, in a text's language (BCP 47). `word` is in lower case. */
export function isNumberWord(word: string, language: string): boolean {
  return numberWords[language.toLowerCase().split("-")[0] ?? ""]?.has(word) ?? false;
}
