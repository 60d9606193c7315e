using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Onnx;
using Google.Protobuf;

namespace CovidCxr.Training.Export;

/// <summary>What it costs to run a model file.</summary>
public static class ModelCost
{
    /// <summary>
    /// The multiply-adds of convolutions and dense layers for one image, which are nearly all of the work. Two floating-point operations
    /// (FLOPs) each, although many publications call one multiply-add a FLOP.
    /// </summary>
    /// <param name="path">A model file of <see cref="ModelExport"/>.</param>
    /// <exception cref="InputException">The file cannot be read, or is no such file.</exception>
    public static long MultiplyAdds(string path)
    {
        try
        {
            using var file = RegularFile.Open(path, bufferSize: 1 << 16);
            return new GraphCost(ModelProto.Parser.ParseFrom(file).Graph).MultiplyAdds;
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or NotSupportedException || FileError.IsFileError(e))
        {
            throw new InputException($"{path}: its operations cannot be counted ({e.Message}); give a file of 'covidcxr export'", e);
        }
    }
}
