using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Onnx;
using Google.Protobuf;

namespace CovidCxr.Inference.Tests.Models;

/// <summary>A folder for model files, deleted after the test.</summary>
internal sealed class ModelFolder : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("covidcxr-model-").FullName;

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(byte[] bytes, string name = "model.onnx")
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes a model with its checksum, as an export does, and returns its path.</summary>
    public string Write(ModelProto model) => Write(Sealed(model));

    /// <summary>The bytes of a model with its checksum.</summary>
    public static byte[] Sealed(ModelProto model)
    {
        var copy = model.Clone();
        copy.MetadataProps.Add(new StringStringEntryProto { Key = ModelChecksum.MetadataKey, Value = ModelChecksum.Placeholder });
        var file = copy.ToByteArray();
        ModelChecksum.Seal(file);
        return file;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
