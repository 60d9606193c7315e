using System.Text.Json.Serialization;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.ModelCards;

/// <summary>Turns a network's scores into calibrated probabilities and decisions; fitted on the validation split.</summary>
public sealed record Calibration
{
    /// <summary>The divisor of the scores before the softmax (Guo et al. 2017), above 0; 1 changes nothing.</summary>
    public required double Temperature { get; init; }

    /// <summary>[3], added to the scores before they are divided; null, and no key in the JSON, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Offsets { get; init; }

    /// <summary>Thresholds for each finding.</summary>
    public IReadOnlyList<OperatingPoint> OperatingPoints { get; init; } = [];

    /// <summary>The number of validation images in the fit.</summary>
    public required int Images { get; init; }

    /// <summary>
    /// [3], the shares of the classes for which the probabilities hold; null, and no key in the JSON, for a fit of an earlier version.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Mix { get; init; }

    /// <summary>Why the fit is not to be relied on, one line without a full stop; null if nothing speaks against it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Warning { get; init; }

    /// <summary>Calibrates probabilities that are not calibrated yet, [3].</summary>
    public double[] Apply(IReadOnlyList<double> probabilities) => TemperatureScaling.Apply(probabilities, Temperature, Offsets);
}
