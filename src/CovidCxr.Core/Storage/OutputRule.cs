namespace CovidCxr.Core.Storage;

/// <summary>
/// What an output file may replace, for every command: nothing, an empty file, or an earlier output of the same kind, which its content
/// tells. Another file only if the user says so, and an input never: files are compared, not their names, so no link or spelling hides one.
/// </summary>
public static class OutputRule
{
    /// <summary>The option by which a user replaces a file that is no earlier output.</summary>
    public const string Force = "--force";

    /// <summary>Checks a file that is about to be written.</summary>
    /// <param name="option">The option that named it, for example <c>--out</c>.</param>
    /// <param name="path">The file. A pipe and a device of characters are written to as they are; nothing is lost there.</param>
    /// <param name="kind">The kind of output that may be replaced.</param>
    /// <param name="force">Whether the user replaces files of any kind.</param>
    /// <param name="inputs">
    /// Files and folders that the command reads; of a folder, no file that is not an earlier output is replaced.
    /// </param>
    /// <returns>Whether a file of another kind would be replaced.</returns>
    /// <exception cref="InputException">The file must not be replaced, or its folder is missing.</exception>
    public static bool Check(string option, string path, EarlierOutput kind, bool force, IEnumerable<string> inputs)
    {
        var status = PathStatus.Of(path);
        switch (status.Kind)
        {
            case PathKind.Pipe or PathKind.Device:
                return false;
            case PathKind.Missing:
                CheckFolder(option, path);
                return false;
            case PathKind.Folder:
                throw new InputException($"{option} {path}: is a folder; give the name of a file");
            case PathKind.Hidden:
                throw new InputException($"{option} {path}: cannot be written ({status.Reason}); choose another path");
            case not PathKind.File:
                throw new InputException($"{option} {path}: is {status.Kind.Words()}; give the name of a file");
        }
        var foreign = !kind.Recognizes(path);
        foreach (var input in inputs)
            CheckInput(option, path, status, input, foreign);
        if (foreign && !force)
            throw new InputException(
                $"{option} {path}: exists and holds no {kind.Words}; choose another name, or replace it with {Force}");
        return foreign;
    }

    /// <summary>Checks that a file is none of the inputs that were found.</summary>
    /// <inheritdoc cref="Check" path="/param"/>
    /// <inheritdoc cref="Check" path="/exception"/>
    public static void CheckInputs(string option, string path, IEnumerable<string> inputs)
    {
        var status = PathStatus.Of(path);
        if (status.Kind == PathKind.File)
            foreach (var input in inputs)
                CheckInput(option, path, status, input, foreign: false);
    }

    /// <summary>Checks that a folder that is about to be replaced neither is an input nor holds one.</summary>
    /// <param name="option">The option that named it.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="inputs">Files and folders that the command reads.</param>
    /// <exception cref="InputException">An input would be lost.</exception>
    public static void CheckFolder(string option, string folder, IEnumerable<string> inputs)
    {
        if (PathStatus.Of(folder) is not { Kind: PathKind.Folder, Identity: { } identity })
            return;
        foreach (var input in inputs)
            if (Ways(input).Contains(identity))
                throw new InputException($"{option} {folder}: holds the input {input}, which would be lost; choose another folder");
    }

    /// <summary>Whether two paths are one file, existing or not.</summary>
    public static bool IsOneFile(string a, string b) =>
        Path.GetFullPath(a) == Path.GetFullPath(b) || (PathStatus.Of(a).Identity is { } identity && identity == PathStatus.Of(b).Identity);

    private static void CheckInput(string option, string path, PathStatus status, string input, bool foreign)
    {
        var read = PathStatus.Of(input);
        if (read.Identity is null)
            return;
        if (read.Identity == status.Identity)
            throw new InputException(
                $"{option} {path}: is the input {PathBytes.Show(input)}, which is never replaced; choose another name");
        if (foreign && read.Kind == PathKind.Folder && Ways(path).Contains(read.Identity))
            throw new InputException(
                $"{option} {path}: lies in the input {PathBytes.Show(input)}, of which no file is replaced; choose another name");
    }

    // The identity of a path and of every folder above it, after all links: ".." leads to the real folder above.
    private static HashSet<string> Ways(string path)
    {
        var ways = new HashSet<string>(StringComparer.Ordinal);
        if (PathStatus.Of(path) is not { Identity: { } self } status)
            return ways;
        var at = path;
        if (status.Kind != PathKind.Folder)
        {
            ways.Add(self);
            var target = PathBytes.HasEscapes(path) ? null : File.ResolveLinkTarget(path, returnFinalTarget: true);
            at = Path.GetDirectoryName(target?.FullName ?? path) is { Length: > 0 } folder ? folder : ".";
        }
        while (PathStatus.Of(at).Identity is { } above && ways.Add(above))
            at = OperatingSystem.IsWindows() ? Path.GetDirectoryName(Path.GetFullPath(at)) ?? at : at + "/..";
        return ways;
    }

    private static void CheckFolder(string option, string path)
    {
        var target = path;
        for (var links = 0; PathStatus.IsLink(target) && links < 40; links++)
            target = Path.Combine(Path.GetDirectoryName(target) ?? "", new FileInfo(target).LinkTarget ?? "");
        var folder = Path.GetDirectoryName(Path.GetFullPath(target));
        if (folder is null || PathStatus.Of(folder).Kind is PathKind.Folder or PathKind.Hidden)
            return;
        if (File.Exists(folder))
            throw new InputException($"{option} {path}: {folder} is a file, not a folder; choose another name");
        throw new InputException($"{option} {path}: the folder {folder} does not exist; make it first");
    }
}
