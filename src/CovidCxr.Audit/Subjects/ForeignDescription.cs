using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Inference.Models;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CovidCxr.Audit.Subjects;

/// <summary>Reads the YAML file that describes a foreign ONNX classifier; docs/audit.md lists its keys.</summary>
public static class ForeignDescription
{
    private const string NoClass = "-";

    /// <summary>Whether a path names such a description.</summary>
    public static bool Is(string path) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";

    /// <summary>Reads a description.</summary>
    /// <exception cref="InputException">The file cannot be read, a key is missing or unknown, or a value is impossible.</exception>
    public static ForeignModel Read(string path)
    {
        Keys keys;
        try
        {
            keys = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
                .Deserialize<Keys?>(RegularFile.ReadText(path)) ?? new Keys();
        }
        catch (YamlException e)
        {
            throw new InputException($"--model {path}: line {e.Start.Line}: {Plain(e)}; see docs/audit.md", e);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead($"--model {path}", e);
        }
        T Needed<T>(T? value, string key) where T : class =>
            value ?? throw new InputException($"--model {path}: lacks '{key}'; see docs/audit.md");
        var channels = keys.Channels ?? 3;
        var wrong = keys.Size is < 8 or > 2048 ? $"size {keys.Size}: give 8 to 2048"
            : channels is not (1 or 3) ? $"channels {channels}: give 1 or 3"
            : keys.Layout is not ("nchw" or "nhwc") ? $"layout {keys.Layout}: give nchw or nhwc"
            : !(keys.Scale > 0) ? $"scale {keys.Scale}: give a number above 0"
            : keys.Activation is not ("softmax" or "none") ? $"activation {keys.Activation}: give softmax or none"
            : keys.Mean.Count is not 0 && keys.Mean.Count != channels ? $"mean: give {channels} numbers"
            : keys.Std.Count is not 0 && (keys.Std.Count != channels || keys.Std.Any(s => !(s > 0)))
                ? $"std: give {channels} numbers above 0"
            : null;
        if (wrong is not null)
            throw new InputException($"--model {path}: {wrong}");
        var onnx = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Needed(keys.Model, "model"));
        return new ForeignModel
        {
            Path = onnx,
            Name = keys.Name ?? Path.GetFileNameWithoutExtension(onnx),
            Input = Needed(keys.Input, "input"),
            Size = keys.Size ?? throw new InputException($"--model {path}: lacks 'size'; see docs/audit.md"),
            Channels = channels,
            ChannelsLast = keys.Layout == "nhwc",
            Scale = keys.Scale,
            Mean = keys.Mean,
            Std = keys.Std,
            Output = Needed(keys.Output, "output"),
            NeedsSoftmax = keys.Activation == "softmax",
            Classes = [.. Needed(keys.Classes, "classes").Select(name => Class(path, name))],
            TrainedOn = keys.TrainedOn,
        };
    }

    private static Finding? Class(string path, string name) => name == NoClass ? null : Findings.FromName(name)
        ?? throw new InputException($"--model {path}: classes: '{name}' is none of "
            + $"{string.Join(", ", Findings.All.Select(finding => finding.Name()))}; write '{NoClass}' for an output of another class");

    private static string Plain(YamlException error) =>
        (error.InnerException?.Message ?? error.Message).ReplaceLineEndings(" ").Replace($" on type '{typeof(Keys).FullName}'", "");

    // What YAML sets.
    private sealed class Keys
    {
        public string? Model { get; set; }

        public string? Name { get; set; }

        public string? Input { get; set; }

        public int? Size { get; set; }

        public int? Channels { get; set; }

        public string Layout { get; set; } = "nchw";

        public double Scale { get; set; } = 255;

        public List<double> Mean { get; set; } = [];

        public List<double> Std { get; set; } = [];

        public string? Output { get; set; }

        public string Activation { get; set; } = "softmax";

        public List<string>? Classes { get; set; }

        public List<string> TrainedOn { get; set; } = [];
    }
}
