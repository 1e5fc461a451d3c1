import type { Rule } from '../../rule';
import { contactEmail, contactFields, contactUrl, contactUrlPresent } from './contact.rule';
import { descriptionApiWord, descriptionLength, descriptionProductNames, descriptionSentence, descriptionWords } from './description.rule';
import { basePathSlash, hostProduction, hostRequired, hostValid } from './host.rule';
import { metadataCategories, metadataNamesExact, metadataRequired, metadataUrls } from './metadata.rule';
import { infoRequired, infoRequiredForCertification } from './required.rule';
import { schemesHttps, schemesHttpsAlone, schemesKnown, schemesPresent } from './schemes.rule';
import { statusOrder } from './status-order.rule';
import { tagsUnique } from './tags-unique.rule';
import { titleEnd, titleEnglish, titleLength, titleSuffix, titleWords } from './title.rule';

/** What the connector is called, who stands behind it, and where its API is. */
export const infoRules: readonly Rule[] = [
  infoRequired,
  infoRequiredForCertification,
  titleLength,
  titleWords,
  titleEnd,
  titleEnglish,
  titleSuffix,
  descriptionLength,
  descriptionWords,
  descriptionProductNames,
  descriptionApiWord,
  descriptionSentence,
  contactFields,
  contactUrlPresent,
  contactEmail,
  contactUrl,
  metadataRequired,
  metadataNamesExact,
  metadataUrls,
  metadataCategories,
  hostRequired,
  hostValid,
  hostProduction,
  basePathSlash,
  schemesKnown,
  schemesPresent,
  schemesHttps,
  schemesHttpsAlone,
  tagsUnique,
  statusOrder,
];
