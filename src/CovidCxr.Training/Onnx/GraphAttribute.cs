using CovidCxr.Training.Onnx;
using static CovidCxr.Training.Onnx.AttributeProto.Types;

namespace CovidCxr.Training.Onnx;

/// <summary>The settings of a node.</summary>
internal static class GraphAttribute
{
    /// <summary>One whole number.</summary>
    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    /// <summary>One number.</summary>
    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };

    /// <summary>Several whole numbers.</summary>
    public static AttributeProto Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        foreach (var value in values)
            attribute.Ints.Add(value);
        return attribute;
    }
}
