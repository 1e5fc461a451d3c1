/** Findings for what the reader noted while it read a text. */
import type { Edit, RuleContext, TextPlace } from '../../rule';
import type { Damage, DamageKind, Part } from '../../subject';
import type { Visitors } from '../../visitors';

/** What a rule about texts keeps of a damage. */
export interface DamageFinding {
  readonly part: Part;
  readonly damage: Damage;
}

/** Reports each damage of these kinds, in definition, properties and settings alike; for a repeated key with the place where it stands first. */
export function reportDamage(kinds: readonly DamageKind[]): (context: RuleContext<DamageFinding>) => Visitors {
  return ({ report }) => ({
    document({ file, damage }, part) {
      for (const each of damage) {
        if (!kinds.includes(each.kind)) continue;
        const at = ({ offset, length }: { readonly offset: number; readonly length: number }): TextPlace => ({ part, file, offset, length });
        report(at(each), { part, damage: each }, each.first ? [{ at: at(each.first), what: 'It stands here first.' }] : undefined);
      }
    },
  });
}

/** The repair that the reader offers; undefined where it could only guess. */
export const repairOf = ({ part, damage: { offset, length, repair } }: DamageFinding): readonly Edit[] | undefined =>
  (repair === undefined ? undefined : [{ part, offset, length, repair }]);
