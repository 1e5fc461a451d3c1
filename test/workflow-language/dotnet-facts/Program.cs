using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

var english = CultureInfo.GetCultureInfo("en-US");

// Null stands for a text or a format that .NET refuses.
string Try(Func<string> run)
{
    try { return run(); } catch (Exception error) when (error is FormatException or ArgumentException) { return null; }
}
DateTime Read(string text) => DateTime.Parse(text, english, DateTimeStyles.RoundtripKind);
string Written(DateTime date) => date.ToString("o", english);

string[] stamps =
{
    "2018-03-15T13:07:09.1234567Z", "0001-01-01T00:00:00.0000000", "9999-12-31T23:59:59.9999999Z", "2020-02-29T00:00:00.0000000Z",
    "2024-12-05T12:00:00.1200000", "1999-01-31T11:59:59.0010000Z", "2001-11-09T00:30:05.5000000",
};
string[] formats =
{
    "o", "O", "s", "u", "R", "r", "d", "D", "m", "M", "y", "Y", "f", "F", "g", "G", "t", "T", "Q", "", "yyyy-MM-dd", "dd.MM.yyyy HH:mm", "d/M/yy h:m:s t", "ddd dddd MMM MMMM",
    "%d", "%M", "%h", "%H", "%m", "%s", "%f", "%F", "%t", "%y", "%K", "%z", "y yy yyy yyyy yyyyy", "hh HH mm ss tt", "f ff fff ffff fffff ffffff fffffff", "F FF FFF FFFF FFFFF FFFFFF FFFFFFF",
    "HH:mm:ss.FFF", "ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ss.fffffffZ", "yyyy'-'MM'T'HH\"h\"mm", "HH\\h mm\\m", "yyyyMMddHHmmss", "'Week of' MMMM d, yyyy", "z zz zzz", "dddd, d. MMMM yyyy", "MMddyyyy_hhmmtt",
    "yyyy-MM-ddTHH:mm:ssK", "dd 'of", "HH\\", "ffffffff",
};
string[] texts =
{
    "2018-03-15", "2018-03-15T13:07", "2018-03-15T13:07:09", "2018-03-15 13:07:09", "2018-03-15T13:07:09Z", "2018-03-15T13:07:09.5Z", "2018-03-15T13:07:09.1234567Z", "2018-03-15T13:07:09+02:00", "2018-03-15T13:07:09.25-05:30",
    "03/15/2018", "3/5/2018", "3/5/18", "03/15/2018 12:00:00", "3/5/2018 1:05 PM", "3/5/2018 12:05 AM", "2018/03/15", "2018-03", "Mon, 09 Apr 2018 18:47:12 GMT", "April 9, 2018", "Apr 9, 2018", "9 April 2018", "9 Apr 2018 08:30",
    "Monday, April 9, 2018", "Monday, April 9, 2018 6:47 PM", "2018-02-30", "2018-13-01", "15/03/2018", "hello", "", "2018-01-01T24:00:00Z", "2018-01-01T80:00:00.0000000Z", "2018-3-5", "2018-03-15T13:07:09 Z", "  2018-03-15  ",
    "2018.03.15", "2018-03-15T1:07:09", "0001-01-01", "9999-12-31T23:59:59.9999999Z", "2018-03-15T13:07:09+0200", "1/1/49", "1/1/50",
};
(string, string)[] formatted =
{
    ("21052019", "ddMMyyyy"), ("10/20/2014 15h", "MM/dd/yyyy HH\\h"), ("2014-10-20", "yyyy-MM-dd"), ("2014-10-20", "dd-MM-yyyy"), ("5 Mar 2018", "d MMM yyyy"), ("Monday 05 March 2018 01:02:03 PM", "dddd dd MMMM yyyy hh:mm:ss tt"),
    ("20181231235959", "yyyyMMddHHmmss"), ("2018-03-15T13:07:09.123Z", "yyyy-MM-ddTHH:mm:ss.fffK"), ("2018-03-15T13:07:09+01:00", "yyyy-MM-ddTHH:mm:sszzz"), ("1.2.18", "d.M.yy"), ("12:30 AM 2018-01-02", "hh:mm tt yyyy-MM-dd"), ("x2018", "'x'yyyy"),
};
// N, F and P without digits are left out: the Windows culture data have 2 of them, those of ICU 3.
string[] numbers = { "0", "1", "-1", "12", "-12", "1234", "-1234.5", "1234567.891", "0.5", "-0.5", "0.004", "-0.004", "0.125", "2.5", "3.5", "1234567890", "999.999", "-999.995", "0.1", "100", "1000000", "12345.6789" };
string[] numberFormats =
{
    "N0", "N2", "F0", "F3", "P0", "P1", "C", "C0", "C2", "0", "#", "0.00", "#.##", "#,##0", "#,##0.00", "0,0.00", "0,0", "00000", "000.0", "#,#", "0%", "0.0%", "$#,##0.00", "#,##0.00;(#,##0.00)", "0;-0;zero", "0.0;;none",
    "'n'0", "0 kr", "#,##0,", "0.0##", "##-##-##", "\\#0", "E2", "e3", "(000) 000-0000", "0.00'%'",
};
long[] integers = { 0, 7, -7, 255, 1234567 };
string[] zones = { "Pacific Standard Time", "W. Europe Standard Time", "India Standard Time", "Tokyo Standard Time", "AUS Eastern Standard Time", "UTC", "SE Asia Standard Time", "Newfoundland Standard Time", "E. South America Standard Time" };
string[] moments =
{
    "2018-01-01T08:00:00Z", "2018-07-01T12:30:15.1234567Z", "2021-03-28T00:59:59Z", "2021-03-28T01:00:00Z", "2021-10-31T00:30:00Z", "2021-10-31T01:30:00Z",
    "2021-03-14T09:59:59Z", "2021-03-14T10:00:00Z", "2021-11-07T08:30:00Z", "2021-11-07T09:30:00Z",
};

var facts = new
{
    dates = from stamp in stamps from format in formats select new { stamp, format, text = Try(() => Read(stamp).ToString(format, english))?.Replace('\u202f', ' ') },
    parsed = from text in texts select new { text, stamp = Try(() => Written(Read(text))) },
    formatted = from pair in formatted select new { text = pair.Item1, format = pair.Item2, stamp = Try(() => Written(DateTime.ParseExact(pair.Item1, pair.Item2, english, DateTimeStyles.RoundtripKind))) },
    numbers = (from number in numbers from format in numberFormats select new { number, format, text = Try(() => decimal.Parse(number, CultureInfo.InvariantCulture).ToString(format, english)) })
        .Concat(from integer in integers from format in new[] { "D", "D5", "X", "x4", "G" } where integer >= 0 || char.ToUpperInvariant(format[0]) != 'X' select new { number = integer.ToString(english), format, text = integer.ToString(format, english) }),
    uris = from text in new[] { "https://contoso.com", "It's (a) *test*!", "ä€😀 %+&=?/#", "-._~", "a b", "\r\n\t" } select new { text, encoded = Uri.EscapeDataString(text) },
    months = from pair in new[] { ("2020-01-31T12:00:00", 1), ("2019-12-31T00:00:00", 2), ("2020-02-29T00:00:00", 12), ("2018-03-31T00:00:00", -1), ("2018-01-15T00:00:00", -13), ("2000-02-29T01:02:03", -48) }
             select new { stamp = pair.Item1, months = pair.Item2, result = Written(Read(pair.Item1).AddMonths(pair.Item2)) },
    spans = from pair in new[] { ("2018-01-01T00:00:00", "2018-01-01T00:00:00"), ("2018-01-01T00:00:00", "2018-01-01T00:00:00.0000001"), ("2015-02-08", "2018-07-30"), ("2018-07-30T12:00:00.5", "2018-01-01T23:59:59"), ("2018-01-01T10:00:00", "2018-01-01T09:00:00") }
            select new { start = pair.Item1, end = pair.Item2, text = (Read(pair.Item2) - Read(pair.Item1)).ToString() },
    zones = from zone in zones
            from utc in moments
            let info = TimeZoneInfo.FindSystemTimeZoneById(zone)
            let local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(Read(utc), info), DateTimeKind.Unspecified)
            select new { zone, utc, local = Written(local), back = Written(TimeZoneInfo.ConvertTimeToUtc(local, info)) },
    letters = from text in new[] { "Straße", "İstanbul", "ÀÉÎ", "ﬁ", "ǆ", "Σίσυφος" } select new { text, small = text.ToLowerInvariant(), capital = text.ToUpperInvariant() },
};
var json = JsonSerializer.Serialize(facts, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
Console.Write(json.Replace("},{", "},\n{").Replace("],\"", "],\n\"") + "\n");
