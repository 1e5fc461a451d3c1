// Which form of its path each request of an invocation uses, one bit a request. The service is documented with jobs
// under /workflows and under /manage/workflows, and one request's form says nothing about another's.
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
        lock (gate) others = (byte)(other ? others | (1 << place) : others & ~(1 << place));
    }
}
