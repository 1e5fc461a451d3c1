import type { Rule } from '../../rule';
import { brandColor, brandColorIndependent, brandColorNotDefault } from './brand-color.rule';
import { iconBackground, iconIpNone, iconPng, iconPresent, iconSize } from './icon.rule';
import { placeholderHost, placeholderValue, publisherPlaceholder } from './placeholder.rule';
import { publisher, publisherEqualsOwner, stackOwner } from './publisher.rule';
import { titleUnique } from './title-unique.rule';

export const brandingRules: readonly Rule[] = [
  titleUnique,
  brandColor,
  brandColorNotDefault,
  brandColorIndependent,
  iconPresent,
  iconPng,
  iconSize,
  iconBackground,
  iconIpNone,
  publisher,
  stackOwner,
  publisherEqualsOwner,
  publisherPlaceholder,
  placeholderValue,
  placeholderHost,
];
