using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Onnx;
using Google.Protobuf;

namespace CovidCxr.Training.Quantization;

/// <summary>A model file that computes with whole numbers of 8 bits, made of one that <see cref="Export.ModelExport"/> wrote.</summary>
public sealed class QuantizedModel
{
    private readonly ModelProto model;
    private readonly GraphQuantizer quantizer;

    private QuantizedModel(ModelProto model)
    {
        this.model = model;
        quantizer = new GraphQuantizer(model.Graph);
    }

    /// <summary>The values of the graph whose ranges must be known.</summary>
    public IReadOnlyList<string> Activations => quantizer.Activations;

    /// <summary>Reads a model file.</summary>
    /// <param name="file">All of its bytes; ONNX Runtime has opened them.</param>
    /// <param name="path">The file, for errors.</param>
    /// <exception cref="InputException">
    /// It has no layer to change: it has been changed already, or its layers are few and small.
    /// </exception>
    public static QuantizedModel Of(byte[] file, string path)
    {
        var model = new QuantizedModel(ModelProto.Parser.ParseFrom(file));
        return model.Activations.Count > 0
            ? model
            : throw new InputException(
                $"{path}: has no convolution to compute with whole numbers; give a model file that 'covidcxr export' wrote");
    }

    /// <summary>Rewrites the graph.</summary>
    /// <param name="ranges">The range of each of <see cref="Activations"/>.</param>
    public void Round(IReadOnlyDictionary<string, (float Low, float High)> ranges) => quantizer.Rewrite(ranges);

    /// <summary>Writes the file.</summary>
    /// <param name="card">Its card.</param>
    /// <param name="stream">Takes the file's bytes; stays open.</param>
    public void Write(ModelCard card, Stream stream)
    {
        model.MetadataProps.Clear();
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelCard.MetadataKey, Value = ModelCardJson.Write(card) });
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelChecksum.MetadataKey, Value = ModelChecksum.Placeholder });
        var file = model.ToByteArray();
        ModelChecksum.Seal(file);
        stream.Write(file);
    }
}
