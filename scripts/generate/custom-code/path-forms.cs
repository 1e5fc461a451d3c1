// Which form of its path each request of an invocation uses, one bit a request. The service is documented with jobs
// under /workflows and under /manage/workflows. What the list (the first request) finds is the best guess for the
// others, which then find their own. A second bit notes that a request was found under neither form.
internal sealed class PathForms
{
    // Places 0 to 3 have their form here, and four bits further on whether they are missing.
    private const int AllForms = 0x0F;
    private const int MissingShift = 4;

    private readonly object gate = new object();
    private byte others;

    public PathForms(byte others) => this.others = others;

    public byte Others
    {
        get { lock (gate) return others; }
    }

    public bool IsOther(int place)
    {
        lock (gate) return (others & (1 << place)) != 0;
    }

    public void Remember(int place, bool other)
    {
        var places = place == 0 ? AllForms : 1 << place;
        lock (gate) others = (byte)(other ? others | places : others & ~places);
    }

    public bool IsMissing(int place)
    {
        lock (gate) return (others & (1 << (place + MissingShift))) != 0;
    }

    public void NoteMissing(int place, bool missing)
    {
        var mark = 1 << (place + MissingShift);
        lock (gate) others = (byte)(missing ? others | mark : others & ~mark);
    }
}
