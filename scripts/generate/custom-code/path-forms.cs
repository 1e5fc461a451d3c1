// Which form of its path each request of an invocation uses, one bit a request. The service is documented with jobs
// under /workflows and under /manage/workflows. What the list (the first request) finds is the best guess for the
// others, which then find their own.
internal sealed class PathForms
{
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
        var places = place == 0 ? byte.MaxValue : 1 << place;
        lock (gate) others = (byte)(other ? others | places : others & ~places);
    }
}
