using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Splitting;

/// <summary>Takes a small sample of the studies for a first look: whole patients, every class and published part by its share.</summary>
internal static class PatientSample
{
    /// <summary>Samples about <paramref name="limit"/> studies, in their old order.</summary>
    public static IReadOnlyList<SourceImage> Take(IReadOnlyList<SourceImage> studies, int limit, int seed)
    {
        if (studies.Count <= limit)
            return studies;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stratum in studies.GroupBy(study => (study.Class, study.Published)))
        {
            var quota = Math.Max(1, (int)Math.Round((double)limit * stratum.Count() / studies.Count));
            var images = stratum.GroupBy(study => study.Patient).ToDictionary(patient => patient.Key, patient => patient.Count());
            foreach (var patient in SeededOrder.Of(images.Keys, seed, "sample"))
            {
                if (quota <= 0)
                    break;
                taken.Add(patient);
                quota -= images[patient];
            }
        }

        return [.. studies.Where(study => taken.Contains(study.Patient))];
    }
}
