/**
 * Languages as solutions number them: the Windows language code identifier (LCID). The numbers are those that Microsoft
 * lists for Dataverse ("Microsoft Dataverse language collations"), the tags are their names in MS-LCID. English of the
 * United Kingdom has the number that MS-LCID gives it; the list repeats Australia's there.
 */
const codes: Readonly<Record<string, number>> = {
  'ar-SA': 1025, 'bg-BG': 1026, 'ca-ES': 1027, 'cs-CZ': 1029, 'da-DK': 1030, 'de-AT': 3079, 'de-CH': 2055, 'de-DE': 1031, 'el-GR': 1032,
  'en-AU': 3081, 'en-GB': 2057, 'en-US': 1033, 'es-ES': 3082, 'et-EE': 1061, 'eu-ES': 1069, 'fi-FI': 1035, 'fr-CA': 3084, 'fr-CH': 4108, 'fr-FR': 1036,
  'gl-ES': 1110, 'he-IL': 1037, 'hi-IN': 1081, 'hr-HR': 1050, 'hu-HU': 1038, 'id-ID': 1057, 'it-CH': 2064, 'it-IT': 1040, 'ja-JP': 1041, 'kk-KZ': 1087,
  'ko-KR': 1042, 'lt-LT': 1063, 'lv-LV': 1062, 'ms-MY': 1086, 'nb-NO': 1044, 'nl-NL': 1043, 'pl-PL': 1045, 'pt-BR': 1046, 'pt-PT': 2070, 'ro-RO': 1048,
  'ru-RU': 1049, 'sk-SK': 1051, 'sl-SI': 1060, 'sr-Cyrl-CS': 3098, 'sr-Latn-CS': 2074, 'sv-SE': 1053, 'th-TH': 1054, 'tr-TR': 1055, 'uk-UA': 1058,
  'vi-VN': 1066, 'zh-CN': 2052, 'zh-HK': 3076, 'zh-TW': 1028,
};

/** The code of the language that artifacts are written in: English of the United States. */
export const SOURCE_LANGUAGE_CODE = 1033;

/** The tags that have a number, sorted. */
export const languageTags: readonly string[] = Object.keys(codes);

/** The number of a language; undefined for one that Dataverse does not know. */
export const languageCode = (tag: string): number | undefined => (Object.hasOwn(codes, tag) ? codes[tag] : undefined);
