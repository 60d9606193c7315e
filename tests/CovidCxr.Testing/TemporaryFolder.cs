namespace CovidCxr.Testing;

/// <summary>A folder that is deleted after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("covidcxr-test-").FullName;

    /// <summary>A path inside it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A path inside it that does not exist yet.</summary>
    public string New() => this[Guid.NewGuid().ToString("N")];

    /// <summary>The names of all files and folders in it, hidden ones too.</summary>
    public string[] Names =>
    [
        .. Directory.EnumerateFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Writes a file, and creates the folders that it lies in.</summary>
    public string Write(string name, byte[] bytes)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
