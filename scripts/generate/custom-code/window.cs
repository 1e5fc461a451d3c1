using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

// How much of a list a poll asks for. A window begins small and widens until it reaches back to the last poll.
internal abstract class Window
{
    protected Window(string parameter) => Parameter = parameter;

    public string Parameter { get; }

    // The newest records, by number. steps: the numbers to ask for, ascending; age: the instant by which the service
    // sorts the records, newest first.
    public static Window Count(string parameter, int[] steps, Func<JToken, DateTimeOffset?> age) =>
        new CountWindow(parameter, steps, age);

    // The history of some days, from the first number up to the cap of the service.
    public static Window Days(string parameter, int first, int cap) => new DaysWindow(parameter, first, cap);

    protected KeyValuePair<string, string> Ask(int amount) =>
        new KeyValuePair<string, string>(Parameter, amount.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

internal sealed class CountWindow : Window
{
    // Records are sorted by their start but looked for by their end, so the window reaches back by the longest run.
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(48);

    private readonly int[] steps;
    private readonly Func<JToken, DateTimeOffset?> age;

    public CountWindow(string parameter, int[] steps, Func<JToken, DateTimeOffset?> age) : base(parameter)
    {
        this.steps = steps;
        this.age = age;
    }

    public int LastStep => steps.Length - 1;

    public KeyValuePair<string, string> AskStep(int step) => Ask(steps[step]);

    // True when the first records, as many as the step asks for, hold everything that ended at or after an instant.
    public bool Covers(IList<JToken> records, int step, DateTimeOffset from)
    {
        if (records.Count < steps[step]) return true;
        var oldest = records.Take(steps[step]).Select(age).Where(instant => instant != null).Min();
        return oldest != null && oldest.Value < from - LongestRun;
    }

    // The smallest step that would have been enough; the next poll begins with it.
    public int SmallestStep(IList<JToken> records, int reached, DateTimeOffset from)
    {
        for (var step = 0; step < reached; step++)
            if (Covers(records, step, from)) return step;
        return reached;
    }
}

internal sealed class DaysWindow : Window
{
    private readonly int first;

    public DaysWindow(string parameter, int first, int cap) : base(parameter)
    {
        this.first = first;
        Cap = cap;
    }

    public int Cap { get; }

    public int Begin(int hint) => Math.Min(Cap, Math.Max(first, hint));

    public KeyValuePair<string, string> AskDays(int days) => Ask(days);

    // The days between two instants, begun ones counted, and one more because the service may cut at midnight.
    public static int Needed(DateTimeOffset from, DateTimeOffset now) =>
        (int)Math.Ceiling(Math.Max(0, (now - from).TotalDays)) + 1;
}
