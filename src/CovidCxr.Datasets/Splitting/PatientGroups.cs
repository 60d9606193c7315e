using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Splitting;

/// <summary>Joins patients who share a picture: they may be one person under two names.</summary>
internal static class PatientGroups
{
    /// <summary>The group of every picture, named after the first of its patients in alphabetical order.</summary>
    /// <param name="images">All pictures.</param>
    /// <param name="sameXRay">Sets over the positions in <paramref name="images"/>.</param>
    public static string[] Find(IReadOnlyList<HashedImage> images, DisjointSets sameXRay)
    {
        var patients = images.Select(image => image.SourceImage.Patient).Distinct().Order(StringComparer.Ordinal).ToArray();
        var position = patients.Select((patient, index) => (patient, index)).ToDictionary(p => p.patient, p => p.index, StringComparer.Ordinal);
        var groups = new DisjointSets(patients.Length);
        for (var i = 0; i < images.Count; i++)
            groups.Join(position[images[i].SourceImage.Patient], position[images[sameXRay.First(i)].SourceImage.Patient]);
        return [.. images.Select(image => patients[groups.First(position[image.SourceImage.Patient])])];
    }
}
