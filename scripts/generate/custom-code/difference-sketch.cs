using System.Collections.Generic;
using System.IO;
using System.Linq;

// A summary of a set of identities, of fixed size whatever the size of the set (an invertible Bloom lookup table).
// What it can tell is how another set differs from the summarised one, exactly, as long as the two differ in few
// members: each identity is added to one cell in each of four rows, so taking one set's sketch from the other's leaves
// only what they don't share, and a cell left with a single identity gives it away, which frees other cells in turn.
internal sealed class DifferenceSketch
{
    public const int Rows = 4;
    public const int CellBytes = 8;

    private readonly int columns;
    private readonly byte[] counts;
    private readonly byte[] checks;
    private readonly ulong[] sums;

    public DifferenceSketch(int columns)
    {
        this.columns = columns;
        counts = new byte[Rows * columns];
        checks = new byte[Rows * columns];
        sums = new ulong[Rows * columns];
    }

    public int Columns => columns;

    public void Add(ulong identity) => Change(identity, 1);

    // The difference between a set and the summarised one: added are in the set only, gone in the summary only.
    // False when they differ in too many members to tell.
    public bool TryCompare(ICollection<ulong> set, out List<ulong> added, out List<ulong> gone)
    {
        added = new List<ulong>();
        gone = new List<ulong>();
        var rest = new DifferenceSketch(columns);
        foreach (var identity in set) rest.Add(identity);
        for (var cell = 0; cell < sums.Length; cell++)
        {
            rest.counts[cell] -= counts[cell];
            rest.checks[cell] ^= checks[cell];
            rest.sums[cell] ^= sums[cell];
        }
        var waiting = new Queue<int>(Enumerable.Range(0, sums.Length));
        while (waiting.Count > 0)
        {
            var cell = waiting.Dequeue();
            if (!rest.HoldsOne(cell)) continue;
            var identity = rest.sums[cell];
            var isAdded = rest.counts[cell] == 1;
            (isAdded ? added : gone).Add(identity);
            // More members than cells can only come from cells that seemed to hold one and did not.
            if (added.Count + gone.Count > sums.Length) return false;
            rest.Change(identity, isAdded ? -1 : 1);
            for (var row = 0; row < Rows; row++) waiting.Enqueue(rest.Cell(identity, row));
        }
        var members = new HashSet<ulong>(set);
        return rest.IsEmpty && added.All(members.Contains) && !gone.Any(members.Contains);
    }

    public void Write(BinaryWriter writer)
    {
        for (var cell = 0; cell < sums.Length; cell++)
        {
            writer.Write(counts[cell]);
            writer.Write(checks[cell]);
            StateBytes.WriteIdentity(writer, sums[cell]);
        }
    }

    public static DifferenceSketch Read(BinaryReader reader, int columns)
    {
        var sketch = new DifferenceSketch(columns);
        for (var cell = 0; cell < sketch.sums.Length; cell++)
        {
            sketch.counts[cell] = reader.ReadByte();
            sketch.checks[cell] = reader.ReadByte();
            sketch.sums[cell] = StateBytes.ReadIdentity(reader);
        }
        return sketch;
    }

    private bool IsEmpty => counts.All(count => count == 0) && sums.All(sum => sum == 0) && checks.All(check => check == 0);

    // Counts run modulo 256, so 255 stands for minus one.
    private bool HoldsOne(int cell) =>
        (counts[cell] == 1 || counts[cell] == 255)
        && Check(sums[cell]) == checks[cell]
        && Cell(sums[cell], cell / columns) == cell;

    private void Change(ulong identity, int by)
    {
        for (var row = 0; row < Rows; row++)
        {
            var cell = Cell(identity, row);
            counts[cell] = (byte)(counts[cell] + by);
            checks[cell] ^= Check(identity);
            sums[cell] ^= identity;
        }
    }

    private int Cell(ulong identity, int row) => row * columns + (int)(Scatter(identity, (ulong)row) % (ulong)columns);

    private static byte Check(ulong identity) => (byte)Scatter(identity, Rows);

    // Spreads an identity differently for each use. States depend on these numbers: changing them needs a new version.
    private static ulong Scatter(ulong identity, ulong use)
    {
        unchecked
        {
            var value = identity + (use + 1) * 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
