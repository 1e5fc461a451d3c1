using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Konektor.ScriptHost;

/// <summary>A script that compiled: what the runtime loads, and what the compiler had to say.</summary>
internal sealed record CompiledScript(byte[] Assembly, byte[] Symbols, Diagnostic[] Diagnostics);

/// <summary>One remark about a script. Line and column count from 1; 0 means the whole file.</summary>
internal sealed record Diagnostic(string Id, string Severity, string Message, int Line, int Column);

/// <summary>How a script is compiled.</summary>
internal sealed record CompileOptions(bool Generated, bool RedirectClock);

/// <summary>Compiled scripts on disk, by content. A script found here starts without loading the compiler.</summary>
internal sealed class ScriptCache
{
    /// <summary>More scripts than a developer works on; beyond it the ones not used for longest go.</summary>
    private const int MostScripts = 400;

    private readonly string directory;
    private readonly string hostKey;

    public ScriptCache(string directory, string hostKey)
    {
        this.directory = directory;
        this.hostKey = hostKey;
    }

    /// <summary>The key of a source under these options and this build of the host.</summary>
    public string KeyOf(byte[] source, CompileOptions options)
    {
        var prefix = Encoding.UTF8.GetBytes($"{hostKey}\n{options}\n");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(prefix);
        hash.AppendData(source);
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    /// <summary>The script under a key, or null where there is none. A damaged file is reported, removed and counts as none.</summary>
    public CompiledScript? Find(string key)
    {
        var path = PathOf(key);
        if (!File.Exists(path)) return null;
        try
        {
            var script = Decode(File.ReadAllBytes(path));
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return script;
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"script host: the compiled script {key[..12]} in the cache is damaged ({exception.Message}) and is compiled again.");
            TryDelete(path);
            return null;
        }
    }

    /// <summary>Keeps a script. A cache that can't be written costs time and nothing else, so that is only reported.</summary>
    public void Keep(string key, CompiledScript script)
    {
        var unfinished = Path.Combine(directory, $"{key}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(unfinished, Encode(script));
            File.Move(unfinished, PathOf(key), overwrite: true);
            foreach (var old in new DirectoryInfo(directory).GetFiles("*.script").OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostScripts)) old.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"script host: the compiled script can't be kept in the cache: {exception.Message}");
            TryDelete(unfinished);
        }
    }

    private string PathOf(string key) => Path.Combine(directory, key + ".script");

    // SHA-256 of the rest (32 bytes), then three parts, each behind its length: assembly, symbols, diagnostics as JSON.
    private static byte[] Encode(CompiledScript script)
    {
        using var content = new MemoryStream();
        foreach (var part in new[] { script.Assembly, script.Symbols, JsonSerializer.SerializeToUtf8Bytes(script.Diagnostics) })
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            content.Write(length);
            content.Write(part);
        }
        var bytes = content.ToArray();
        var result = new byte[32 + bytes.Length];
        SHA256.HashData(bytes, result);
        bytes.CopyTo(result, 32);
        return result;
    }

    private static CompiledScript Decode(byte[] file)
    {
        if (file.Length < 44 || !SHA256.HashData(file.AsSpan(32)).AsSpan().SequenceEqual(file.AsSpan(0, 32))) throw new InvalidDataException("its checksum is wrong");
        var position = 32;
        byte[] Part()
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(position));
            position += 4 + length;
            return file.AsSpan(position - length, length).ToArray();
        }
        return new CompiledScript(Part(), Part(), JsonSerializer.Deserialize<Diagnostic[]>(Part()) ?? Array.Empty<Diagnostic>());
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"script host: {exception.Message}");
        }
    }
}
