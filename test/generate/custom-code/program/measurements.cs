using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

// Facts about the prelude's parts that take thousands of runs.
internal static class Measurements
{
    // How often a full-size sketch tells a random difference exactly, and how often it tells something wrong.
    public static JObject Sketch(JObject question)
    {
        var random = new Random((int)question["seed"]);
        int told = 0, wrong = 0, runs = (int)question["runs"];
        for (var run = 0; run < runs; run++)
        {
            var common = Some(random, (int)question["common"]);
            var late = Some(random, (int)question["late"]);
            var gone = Some(random, (int)question["gone"]);
            var sketch = new DifferenceSketch((int)question["columns"]);
            foreach (var identity in common.Concat(gone)) sketch.Add(identity);
            if (!sketch.TryCompare(common.Concat(late).ToList(), out var added, out var missing)) continue;
            if (new HashSet<ulong>(added).SetEquals(late) && new HashSet<ulong>(missing).SetEquals(gone)) told++;
            else wrong++;
        }
        return new JObject { ["told"] = told, ["wrong"] = wrong };
    }

    // What reading every truncation and every change of one letter of a state comes to.
    public static JObject Damage(JObject question)
    {
        var text = (string)question["state"];
        var kind = (PollKind)(int)question["kind"];
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \u00e9";
        var damaged = Enumerable.Range(0, text.Length).Select(length => text.Substring(0, length))
            .Concat(Enumerable.Range(0, text.Length).SelectMany(at => letters.Where(letter => letter != text[at])
                .Select(letter => text.Substring(0, at) + letter + text.Substring(at + 1))));
        int refused = 0, reseeded = 0, changed = 0, same = 0;
        // Reading with the state's own digest, so that a state that is taken for another input's stands out.
        var digest = Convert.FromBase64String(text.Substring(3, 12).Replace('-', '+').Replace('_', '/')).Skip(1).ToArray();
        foreach (var candidate in damaged)
            if (!PollStateText.TryRead(candidate, kind, digest, out var state)) refused++;
            else if (state == null) reseeded++;
            else if (PollStateText.Write(state) == text) same++;
            else changed++;
        return new JObject { ["refused"] = refused, ["reseeded"] = reseeded, ["changed"] = changed, ["same"] = same };
    }

    private static List<ulong> Some(Random random, int count)
    {
        var found = new List<ulong>();
        while (found.Count < count) found.Add((ulong)random.Next(1 << 24) << 24 | (uint)random.Next(1 << 24));
        return found;
    }
}
