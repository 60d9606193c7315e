using System.Text.RegularExpressions;

namespace CovidCxr.Datasets.Sources;

/// <summary>The Figure 1 COVID-19 chest X-ray initiative (Chung 2020): adults, all frontal, file named after the patient.</summary>
public sealed partial class Figure1Source : ISource
{
    private static readonly MetadataSource Rules = new()
    {
        Name = "figure1",
        FileOf = (row, images) => images.WithStem(row["patientid"]) ?? row["patientid"],
        // COVID-00003a and COVID-00003b are two pictures of one patient.
        PatientOf = row => LetterSuffix().Replace(row["patientid"], "$1"),
        BlankViewIsFrontal = true,
        LicenceOf = _ => "research use",
        UrlOf = _ => "https://github.com/agchung/Figure1-COVID-chestxray-dataset",
    };

    /// <inheritdoc/>
    public string Name => Rules.Name;

    /// <inheritdoc/>
    public string Citation => "Chung, Figure 1 COVID-19 chest X-ray dataset initiative, 2020";

    /// <inheritdoc/>
    public string FolderName => "Figure1-COVID-chestxray-dataset";

    /// <inheritdoc/>
    public string Layout => "metadata.csv with columns 'patientid' and 'finding' and none that names the file, and images/";

    /// <inheritdoc/>
    public bool Recognizes(string folder)
    {
        var columns = MetadataTable.Columns(folder);
        return columns.Contains("patientid") && columns.Contains("finding")
            && !columns.Contains("filename") && !columns.Contains("imagename");
    }

    /// <inheritdoc/>
    public SourceListing Read(string folder, CancellationToken cancel) => Rules.Read(folder, cancel);

    [GeneratedRegex("^(COVID-[0-9]+)[a-z]$")]
    private static partial Regex LetterSuffix();
}
