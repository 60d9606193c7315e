using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Splitting;

/// <summary>Takes a small sample for a first look: whole patients, every class and published part in proportion.</summary>
internal static class PatientSample
{
    /// <summary>Samples about <paramref name="limit"/> images; their order stays.</summary>
    public static IReadOnlyList<SourceImage> Take(IReadOnlyList<SourceImage> all, int limit, int seed)
    {
        if (all.Count <= limit)
            return all;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stratum in all.GroupBy(image => (image.Label.Class, image.FixedSplit)))
        {
            var quota = Math.Max(1, (int)Math.Round((double)limit * stratum.Count() / all.Count));
            var images = stratum.GroupBy(image => image.Patient).ToDictionary(patient => patient.Key, patient => patient.Count());
            foreach (var patient in SeededOrder.Of(images.Keys, seed, "sample"))
            {
                if (quota <= 0)
                    break;
                taken.Add(patient);
                quota -= images[patient];
            }
        }

        return [.. all.Where(image => taken.Contains(image.Patient))];
    }
}
