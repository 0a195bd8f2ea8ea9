import type { GroupedComment } from "#core/outcome/similar-comments.ts";

/** A comment with the name of its group. Comments with one name ask for the same in nearly the same text. */
export interface LabelledComment extends GroupedComment {
  label: string;
}

const letters = {
  en: {
    end: " ",
    sentences: [
      "We urge the Committee to withdraw the exemption for small vessels in this article.",
      "Small vessels account for 38 percent of all discharges along the coast.",
      "The exemption would undo ten years of careful work by local communities.",
      "Fishing families depend on clean water and on rules that apply to everybody.",
      "A transition period of three years gives owners enough time to install filters.",
      "Please protect the coast for those who come after us.",
    ],
    personal: [
      "I am a teacher in Leeds and I swim in the sea every summer.",
      "I am a nurse from Hull with two small children.",
      "My family has fished here since my grandfather bought his first boat.",
      "As a diver I have seen the damage with my own eyes!",
      "Thank you for reading this.",
    ],
    edits: [
      ["We urge", "I ask"],
      ["careful", "carefull"],
      ["all discharges", "discharges"],
      ["Please protect", "Please, protect"],
      ["clean water", "safe water"],
      ["ten years", "10 years"],
    ],
    restyled: [2, "Ten years of work that communities did with care would be lost because of the exemption."],
    traps: [
      ["withdraw", "keep"],
      ["38 percent", "83 percent"],
      ["would undo", "would not undo"],
      ["three years", "five years"],
      ["apply to everybody", "do not apply to everybody"],
    ],
  },
  fr: {
    end: " ",
    sentences: [
      "Nous demandons au Comité de publier chaque année la liste des sites contrôlés.",
      "Les riverains ignorent aujourd'hui quelles usines ont été inspectées.",
      "Une liste publique coûterait peu et renforcerait la confiance.",
      "Le délai de 30 jours est suffisant pour les exploitants.",
      "La santé de nos enfants en dépend.",
    ],
    personal: [
      "Je suis une mère de trois enfants à Lyon.",
      "J'habite à deux rues de l'usine depuis 1987.",
      "Merci de votre attention.",
      "Mon père y a travaillé toute sa vie.",
    ],
    edits: [
      ["Nous demandons", "Je demande"],
      ["contrôlés", "controlés"],
      ["nos enfants", "mes enfants"],
      ["usines", "fabriques"],
    ],
    restyled: null,
    traps: [
      ["publier", "supprimer"],
      ["30 jours", "60 jours"],
      ["est suffisant", "n'est pas suffisant"],
    ],
  },
  es: {
    end: " ",
    sentences: [
      "Pedimos que el Consejo publique cada año los resultados del control.",
      "El artículo 7 no menciona a los pueblos indígenas.",
      "La consulta previa debe durar al menos 90 días.",
      "Sin agua limpia no hay agricultura familiar.",
    ],
    personal: ["Soy agricultor de Cusco.", "Mi abuela cultivaba papas aquí.", "Gracias por su atención."],
    edits: [
      ["Pedimos", "Pido"],
      ["resultados", "resutlados"],
      ["cada año ", ""],
    ],
    restyled: [2, "Hacen falta 90 días, como mínimo, para una consulta previa."],
    traps: [
      ["publique", "oculte"],
      ["debe durar", "no debe durar"],
      ["90 días", "30 días"],
      ["artículo 7", "artículo 8"],
    ],
  },
  ru: {
    end: " ",
    sentences: [
      "Просим включить в статью 4 определение малых рек.",
      "Малые реки дают воду половине сёл области.",
      "Сроки отчётности должны составлять два года.",
      "Закон действует во всех регионах.",
    ],
    personal: ["Я живу в Твери.", "Моя семья ловит рыбу на этой реке.", "Спасибо за внимание."],
    edits: [
      ["Просим", "Прошу"],
      ["половине", "почти половине"],
      ["сёл", "сел"],
      ["дают", "несут"],
    ],
    restyled: null,
    traps: [
      ["включить в", "исключить из"],
      ["два года", "пять лет"],
      ["действует", "не действует"],
      ["статью 4", "статью 5"],
    ],
  },
  zh: {
    end: "",
    sentences: [
      "我们请求委员会在本条中加入对湿地的保护。",
      "湿地是候鸟越冬的重要栖息地。",
      "过去二十年来沿海湿地的面积减少了一半。",
      "缔约方应当每两年提交一次监测报告。",
      "公众有权查阅这些报告。",
    ],
    personal: ["我是上海的一名小学老师。", "家乡的湖边从前有很多白鹤。", "谢谢各位的工作。"],
    edits: [
      ["重要栖息地", "栖息地"],
      ["这些报告", "报告"],
    ],
    restyled: null,
    traps: [
      ["应当", "不应当"],
      ["两年", "五年"],
      ["湿地的保护", "森林的保护"],
    ],
  },
  ar: {
    end: " ",
    sentences: [
      "نطلب من اللجنة أن تضيف فقرة عن حماية المياه الجوفية.",
      "تعتمد القرى في المنطقة على الآبار منذ مئات السنين.",
      "يجب على الدول أن تنشر نتائج القياس كل سنة.",
      "تبلغ كلفة القياس 12 مليون دولار فقط.",
    ],
    personal: ["أنا معلمة من مدينة صفاقس.", "شكرا لكم على وقتكم.", "جفت بئر جدي في العام الماضي."],
    edits: [
      ["مئات السنين", "مئات السنين الطويلة"],
      ["حماية", "حِماية"],
    ],
    restyled: null,
    traps: [
      ["يجب على الدول", "لا يجب على الدول"],
      ["12 مليون", "20 مليون"],
      ["تضيف", "تحذف"],
    ],
  },
} as const;

/** Different comments on the same words, most of them of a few words. Each is a group by itself. */
const different = [
  "The term is not defined.",
  "The term is defined in Article 2.",
  "The term is defined in Article 3.",
  "I agree.",
  "I do not agree.",
  "I disagree.",
  "Kenya supports this paragraph.",
  "Uganda supports this paragraph.",
  "Kenya opposes this paragraph.",
  "We support this paragraph if the costs are covered by the fund.",
  "We support this paragraph.",
  "Delete the second sentence.",
  "Delete the third sentence.",
  "Delete the sentence on small vessels.",
  "The deadline of 30 June is too early for developing countries.",
  "The deadline of 30 June is too late for developing countries.",
  "The deadline should be moved to 31 December.",
  "Canada thanks the secretariat for the draft. The definition of vessel is too wide.",
  "Canada thanks the secretariat for the draft. The reporting cycle is too short for federal states.",
  "Norway asks that its coastal fleet be listed in Annex B. The fleet has 400 boats under 12 metres.",
  "Iceland asks that its coastal fleet be listed in Annex B. The fleet has 400 boats under 12 metres.",
  "The exporter shall inform the importer before the shipment leaves the port.",
  "The importer shall inform the exporter before the shipment leaves the port.",
  "Participation should be voluntary for small island states.",
  "Participation should be mandatory for small island states.",
  "La participation devrait être volontaire pour les petits États insulaires.",
  "La participación debería ser voluntaria para los pequeños Estados insulares.",
  "本段应当删除。",
  "本段不应当删除。",
  "第三段应当删除。",
  "应当保留本段。",
  "ควรตัดย่อหน้านี้ออก",
  "ไม่ควรตัดย่อหน้านี้ออก",
];

/** One letter of several states, each for itself. */
const states = ["Kenya", "Uganda", "Zambia", "Gambia", "Mali", "Malta", "Austria", "Australia"].map(
  (state) =>
    `The waters off the coast of ${state} are among the richest on earth. Trawlers from other regions have emptied them within a decade. ` +
    "The fund should pay for patrol boats, radar and the training of their crews.",
);

/** Such letters in a script without capital letters. */
const unmarked = ["肯尼亚", "乌干达", "赞比亚", "冈比亚"].map(
  (state) => `${state}沿海的鱼群在十年里减少了一半，渔民的收入也随之下降。请基金为巡逻船和船员培训提供资金。`,
);

/** Comments with the same long opening. */
const opened = [
  "Paragraph 4 sets an aim for 2030, a report each year, and a review by the board.",
  "Hospitals need an exemption for mercury in medical devices that have no substitute yet.",
  "States without a coast also ship goods, so a port should not be the only criterion.",
].map(
  (text) =>
    "Our association represents 400 members in 30 countries, and thanks the committee for this chance to comment on the draft. " +
    text,
);

/** Different requests between the same notices. */
const noticed = [
  "Article 4 must mention islands.",
  "The scope should be limited to lakes.",
  "Delete the last footnote.",
].map(
  (text) =>
    `The Institute was founded in 1958 and has scholars from all regions of the world. ${text} ` +
    "These are the opinions of the author, and not always those of the Institute or of its members.",
);

/** Parts of letters that ask for much less than the whole. */
const parts = [letters.en.sentences.slice(1, 2).join(" "), letters.fr.sentences.slice(2, 3).join(" ")];

/** Comments of campaigns with a copy for every way in which people change a letter, and traps. All are on one position. */
export function labelledComments(): LabelledComment[] {
  const comments: LabelledComment[] = [];
  const add = (label: string, text: string): void => {
    comments.push({ id: String(comments.length), place: "5", text, change: null, label });
  };
  for (const [language, { end, sentences, personal, edits, restyled, traps }] of Object.entries(letters)) {
    const whole = sentences.join(end);
    const copies = (label: string, letter: readonly string[]): void => {
      const text = letter.join(end);
      add(label, text);
      add(label, text.toUpperCase());
      add(label, letter.join("\n\n"));
      add(label, letter.toReversed().join(end));
      add(label, [...letter.slice(2), ...letter.slice(0, 2)].join(end));
      add(label, letter.slice(1).join(end));
      add(label, letter.slice(0, -1).join(end));
      add(label, letter.slice(-2).join(end));
      // A mail program quotes the letter and wraps its lines.
      add(label, text.replace(/((?:\S+ ){7})/g, "$1\n").replace(/^/gm, "> "));
      add(label, letter.slice(0, Math.ceil(letter.length * 0.6)).join(end));
      for (const sentence of personal) {
        add(label, [sentence, text].join(end));
        add(label, [text, sentence].join(end));
        add(label, [sentence, ...letter.slice(0, -1).toReversed()].join(end));
      }
      if (restyled) {
        const texts = letter.map((sentence, at) => (at === restyled[0] ? restyled[1] : sentence));
        add(label, texts.join(end));
        add(label, [personal[0], ...texts].join(end));
      }
      for (const [from, to] of edits) add(label, text.replace(from, to));
    };
    copies(language, sentences);
    for (const [from, to] of traps) {
      add(`${language} ${to}`, whole.replace(from, to));
      add(`${language} ${to}`, [personal[0], whole.replace(from, to)].join(end));
    }
  }
  for (const text of [...different, ...states, ...unmarked, ...opened, ...noticed, ...parts]) add(text, text);
  return comments;
}
