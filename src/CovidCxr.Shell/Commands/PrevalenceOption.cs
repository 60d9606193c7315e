using System.CommandLine;

namespace CovidCxr.Shell.Commands;

/// <summary><c>--prevalence</c>: the share of COVID-19 among the patients of the place where a model is used.</summary>
internal sealed class PrevalenceOption : Option<double?>
{
    public PrevalenceOption(string description)
        : base("--prevalence")
    {
        Description = $"{description} Between 0 and 1.";
        HelpName = "share";
        Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<double?>() is not (> 0 and < 1))
                result.AddError($"--prevalence {result.Tokens[0].Value}: give a share above 0 and below 1, for example 0.02.");
        });
    }
}
