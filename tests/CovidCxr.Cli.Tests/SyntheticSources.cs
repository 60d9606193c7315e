namespace CovidCxr.Cli.Tests;

/// <summary>Small collections in the layouts of Cohen and Kermany.</summary>
internal static class SyntheticSources
{
    /// <summary>Draws ten COVID-19 patients, controls, unusable rows, and children with and without pneumonia.</summary>
    public static void Draw(string folder)
    {
        var cohen = Directory.CreateDirectory(Path.Combine(folder, "covid-chestxray-dataset", "images")).FullName;
        var rows = new List<string> { "patientid,offset,sex,age,finding,view,modality,folder,filename,url,license" };
        for (var i = 0; i < 12; i++)
        {
            // The first two patients have two images each.
            rows.Add($"{i % 10},0,F,{40 + i},\"{(i % 3 == 0 ? "COVID-19, ARDS" : "COVID-19")}\",PA,X-ray,images,covid{i}.png,,CC BY");
            Write(cohen, $"covid{i}.png", 100 + i);
        }
        // One image repeats that of another patient, and one repeats that of a healthy child.
        rows.Add("11,0,F,60,COVID-19,PA,X-ray,images,twin.png,,CC BY");
        Write(cohen, "twin.png", 102);
        rows.Add("12,0,F,61,COVID-19,PA,X-ray,images,child.png,,CC BY");
        Write(cohen, "child.png", 1003);
        rows.Add("20,0,M,50,SARS,AP,X-ray,images,sars.png,,CC BY");
        Write(cohen, "sars.png", 200);
        rows.Add("21,0,M,51,COVID-19,L,X-ray,images,side.png,,CC BY");
        Write(cohen, "side.png", 201);
        rows.Add("22,0,M,52,COVID-19,PA,X-ray,images,absent.png,,CC BY");
        rows.Add("23,0,M,53,COVID-19,PA,X-ray,images,broken.png,,CC BY");
        File.WriteAllText(Path.Combine(cohen, "broken.png"), "no picture at all");
        File.WriteAllLines(Path.Combine(folder, "covid-chestxray-dataset", "metadata.csv"), rows);

        foreach (var (part, count) in new[] { ("train", 20), ("test", 4) })
        {
            for (var i = 0; i < count; i++)
            {
                var number = part == "train" ? i : 100 + i;
                Write(Path.Combine(folder, "chest_xray", part, "NORMAL"), $"IM-{number:0000}-0001.png", 1000 + number);
                Write(Path.Combine(folder, "chest_xray", part, "PNEUMONIA"), $"person{number}_virus_{number}.png", 2000 + number);
            }
        }
    }

    /// <summary>Draws the collections into <c>sources</c> of a folder and builds <c>dataset</c> of them, with small images.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">More options of <c>dataset build</c>.</param>
    public static async Task BuildDatasetAsync(TemporaryFolder folder, params string[] options)
    {
        Draw(folder["sources"]);
        (await BuiltProgram.RunAsync(
            ["dataset", "build", "--sources", folder["sources"], "--out", folder["dataset"], "--size", "32", .. options])).Success();
    }

    private static void Write(string folder, string name, int seed)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), SyntheticPng.Blocks(seed));
    }
}
