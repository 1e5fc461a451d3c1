using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;

// CSV as RFC 4180 has it: quotes around a value that holds commas, quotes (doubled) or line ends; any line end.
// It reads no further than it is asked to.
internal sealed class Csv
{
    private readonly TextReader reader;
    private readonly char delimiter;
    private readonly char[] buffer = new char[16384];
    private int length;
    private int position;

    public Csv(TextReader reader, char delimiter)
    {
        this.reader = reader;
        this.delimiter = delimiter;
    }

    // The values of the next record; null at the end. An empty line is no record.
    public async Task<List<string>> Next()
    {
        var values = new List<string>();
        var value = new StringBuilder();
        var wasQuoted = false;
        while (true)
        {
            var letter = await Take().ConfigureAwait(false);
            if (letter == '"' && value.Length == 0 && !wasQuoted)
            {
                wasQuoted = true;
                await Quoted(value).ConfigureAwait(false);
            }
            else if (letter == delimiter)
            {
                values.Add(value.ToString());
                value.Clear();
                wasQuoted = false;
            }
            else if (letter == '\n' || letter == '\r' || letter < 0)
            {
                var isEmpty = values.Count == 0 && value.Length == 0 && !wasQuoted;
                if (isEmpty && letter < 0) return null;
                if (isEmpty) continue;
                values.Add(value.ToString());
                return values;
            }
            else
            {
                value.Append((char)letter);
            }
        }
    }

    // What stands up to the closing quote.
    private async Task Quoted(StringBuilder value)
    {
        while (true)
        {
            var letter = await Take().ConfigureAwait(false);
            if (letter < 0) return;
            if (letter == '"')
            {
                if (await Peek().ConfigureAwait(false) != '"') return;
                position++;
            }
            value.Append((char)letter);
        }
    }

    private async Task<int> Take()
    {
        var letter = await Peek().ConfigureAwait(false);
        if (letter >= 0) position++;
        return letter;
    }

    // The next character; -1 at the end.
    private async Task<int> Peek()
    {
        if (position < length) return buffer[position];
        length = await reader.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
        position = 0;
        return length == 0 ? -1 : buffer[0];
    }
}
