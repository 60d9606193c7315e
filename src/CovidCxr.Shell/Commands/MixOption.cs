using System.CommandLine;
using System.Globalization;
using CovidCxr.Core;

namespace CovidCxr.Shell.Commands;

/// <summary><c>--mix</c>: the shares of the classes that a model was calibrated on, for a model that does not say.</summary>
internal sealed class MixOption : Option<string?>
{
    public MixOption()
        : base("--mix")
    {
        Description = "Shares or numbers of images of "
            + $"{string.Join(", ", Findings.All.Select(finding => finding.Name()))} that the model was calibrated on, if it does not say.";
        HelpName = "n,n,n";
        Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Read(result.Tokens[0].Value) is null)
                result.AddError($"--mix {result.Tokens[0].Value}: give three numbers above 0, divided by commas.");
        });
    }

    /// <summary>[3], as given; null if the option was not.</summary>
    public IReadOnlyList<double>? Of(ParseResult parsed) => parsed.GetValue(this) is { } text ? Read(text) : null;

    private static double[]? Read(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var numbers = new double[Findings.Count];
        for (var k = 0; k < numbers.Length; k++)
            if (parts.Length != numbers.Length
                || !double.TryParse(parts[k], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[k])
                || !(numbers[k] > 0 && double.IsFinite(numbers[k])))
                return null;
        return numbers;
    }
}
